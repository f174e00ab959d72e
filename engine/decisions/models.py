"""A decision model as it is written (DMN 1.5, chapter 6): what a .dmn file, or a YAML file, says.

Elements refer to each other by key: (namespace of the model, id of the element).
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.decisions.boxes import NOWHERE, Box, FunctionBox, Place

Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement of an element: the key of another one, and where that is written."""

    key: Key
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ItemSource:
    """An item definition: a base type, or components, or a function's signature.

    ``allowed`` and ``constraint`` are unary tests: for each element of a collection, and for all of it.
    """

    name: str
    base: str = ""
    components: tuple["ItemSource", ...] = ()
    collection: bool = False
    allowed: str = ""
    constraint: str = ""
    function: tuple[tuple[str, ...], str] | None = None  # types of the parameters, type of the result
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class InputDataSource:
    """Input data."""

    id: str
    name: str
    type: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class DecisionSource:
    """A decision. ``needs`` is None when it requires whatever its logic names.

    ``public``, here and below: it is known outside by its bare name, and not as ``model/name`` only.
    """

    id: str
    name: str
    logic: Box | None
    needs: tuple[Need, ...] | None = None
    type: str = ""
    place: Place = NOWHERE
    public: bool = True


@dataclass(frozen=True, slots=True)
class KnowledgeSource:
    """A business knowledge model: a function that decisions call."""

    id: str
    name: str
    function: FunctionBox | None
    needs: tuple[Need, ...] | None = None
    type: str = ""
    place: Place = NOWHERE
    public: bool = True


@dataclass(frozen=True, slots=True)
class ServiceSource:
    """A decision service: decisions that can be called; its parameters are input data, then decisions."""

    id: str
    name: str
    outputs: tuple[Need, ...]
    input_data: tuple[Need, ...] = ()
    input_decisions: tuple[Need, ...] = ()
    type: str = ""
    place: Place = NOWHERE
    public: bool = True


ElementSource: TypeAlias = InputDataSource | DecisionSource | KnowledgeSource | ServiceSource


@dataclass(frozen=True, slots=True)
class ImportSource:
    """Another model whose elements may be used: as ``name.element``, or as they are if the name is empty."""

    name: str
    namespace: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class UseSource:
    """An element of any other model that is known here by a name of its own.

    ``target`` is its name, or ``model/name``.
    """

    name: str
    target: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A whole model. ``undeclared``: what a name is that nothing declares; it has to be given, but may be
    told, as a warning or an error."""

    name: str
    namespace: str
    elements: tuple[ElementSource, ...]
    items: tuple[ItemSource, ...] = ()
    imports: tuple[ImportSource, ...] = ()
    uses: tuple[UseSource, ...] = ()
    file: str = ""
    undeclared: Literal["given", "warning", "error"] = "warning"
    place: Place = field(default=NOWHERE)

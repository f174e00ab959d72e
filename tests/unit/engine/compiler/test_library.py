"""Many files at once: one broken file neither hides the findings of others nor takes them along."""

from engine.compiler import Library, compile_definitions
from tests.support.corpus import GROUPS, SERVICES, good_files

GOOD = b"lang: 1\nprocess: good\nversion: 1\nname: Good\nflow: []\n"
TASK = "  - {id: %s, type: userTask, candidateGroups: [clerks], form: %s, outcomes: [done]}\n"


def compile_with(files: dict[str, bytes]) -> Library:
    """The good files and these."""
    return compile_definitions({**good_files(), **files}, SERVICES, GROUPS)


def test_every_broken_file_has_its_findings_and_the_others_are_compiled() -> None:
    library = compile_with(
        {
            "processes/good.yaml": GOOD,
            "processes/a.yaml": b"lang: 1\nprocess: [",
            "processes/b.yaml": b"lang: 1\nprocess: b\nversion: 1\nname: B\nflow: [{type: ned}]\n",
            "forms/c.yaml": b"lang: 1\nform: c\nname: C\nfields: {x: {type: txt}}\n",
        }
    )

    assert {f.file for f in library.errors} == {"processes/a.yaml", "processes/b.yaml", "forms/c.yaml"}
    assert set(library.processes) == {("everything", 3), ("find-goods", 1), ("good", 1)}


def test_what_uses_a_broken_definition_is_not_compiled_and_says_so() -> None:
    process = GOOD.replace(b"flow: []\n", b"flow:\n" + (TASK % ("a", "damaged")).encode())

    library = compile_with(
        {"processes/good.yaml": process, "forms/damaged.yaml": b"lang: 1\nform: damaged\nname: D\n"}
    )

    assert [(f.file, f.code, f.line) for f in library.findings] == [
        ("forms/damaged.yaml", "missing-field", 1),
        ("processes/good.yaml", "uses-broken", 6),
    ]
    assert ("good", 1) not in library.processes


def test_a_file_that_cannot_be_read_does_not_make_its_users_look_wrong() -> None:
    process = GOOD.replace(b"flow: []\n", b"flow:\n" + (TASK % ("a", "damaged")).encode())

    library = compile_with({"processes/good.yaml": process, "forms/damaged.yaml": b"lang: ["})

    assert [f.code for f in library.findings] == ["yaml-syntax", "uses-broken"]


def test_a_file_that_cannot_be_read_is_known_by_the_name_that_it_says() -> None:
    process = GOOD.replace(b"flow: []\n", b"flow:\n  - {id: a, type: callActivity, process: torn}\n")
    torn = b"lang: 1\nprocess: torn\nversion: 1\nname: Torn\nflow: [\n"

    library = compile_with({"processes/good.yaml": process, "processes/another-name.yaml": torn})

    assert [(f.file, f.code, f.line, bool(f.column), bool(f.cure)) for f in library.findings] == [
        ("processes/another-name.yaml", "yaml-syntax", 6, True, True),
        ("processes/good.yaml", "uses-broken", 6, True, True),
    ]


def test_a_process_with_a_duplicate_key_is_refused_although_it_could_be_understood() -> None:
    library = compile_with({"processes/good.yaml": GOOD + b"flow: []\n"})

    assert [f.code for f in library.findings] == ["duplicate-key"]
    assert ("good", 1) not in library.processes


def test_versions_live_side_by_side_and_the_newest_is_known() -> None:
    second = GOOD.replace(b"version: 1", b"version: 2")

    library = compile_with({"processes/a.yaml": GOOD, "processes/b.yaml": second})

    newest = library.newest("good")
    assert newest is not None
    assert newest.version == 2
    assert library.newest("unknown") is None
    assert library.by_digest(newest.digest) is newest


def test_the_same_version_twice_is_a_finding_that_names_the_first_file() -> None:
    library = compile_with({"processes/a.yaml": GOOD, "processes/b.yaml": GOOD})

    (finding,) = library.findings
    assert (finding.code, finding.file) == ("defined-twice", "processes/b.yaml")
    assert "processes/a.yaml" in finding.message


def test_samples_are_no_definitions() -> None:
    assert compile_with({"definitions/samples/orders.yaml": b"orders: []"}).findings == ()


def test_everything_else_is_in_the_library_by_name() -> None:
    library = compile_with({})

    assert (set(library.decisions), set(library.forms)) == ({"clean-order"}, {"review"})
    assert (set(library.schemas), set(library.calendars)) == ({"order", "payment"}, {"shop"})
    assert library.templates["order-confirmed"].subject.zh == "订单 {number}"


def test_a_form_is_a_schema_with_titles_in_both_languages() -> None:
    form = compile_with({}).forms["review"]

    assert form.problems({"note": "fine", "again": "2026-01-31"}) == []
    assert [(p.path, p.rule) for p in form.problems({"again": "soon", "nte": 1})] == [
        ("", "additionalProperties"),
        ("again", "format"),
        ("note", "required"),
    ]
    assert form.document["properties"]["note"]["title"] == {"en": "Note", "zh": "备注"}


def test_a_decision_reads_literals_lists_and_unary_tests() -> None:
    table = compile_with({}).decisions["clean-order"]

    def decide(total: int, channel: str) -> object:
        return table.evaluate({"order": {"total": total, "channel": channel}}).value

    assert [decide(499, "web"), decide(500, "web"), decide(499, "edi")] == [True, False, False]


def test_findings_come_in_the_order_of_files_and_lines() -> None:
    library = compile_with({"b.yaml": b"lang: 2\nprocess: B\nversion: 0\n", "a.yaml": b"x: 1"})

    places = [(f.file, f.line, f.column) for f in library.findings]
    assert places == sorted(places)
    assert len(places) >= 5


def test_only_what_is_wanted_and_what_it_may_call_is_compiled_to_the_same_digests() -> None:
    call = b"[{id: goods, type: callActivity, process: find-goods, input: {line: 1}, wait: false}]"
    caller = GOOD.replace(b"process: good", b"process: caller").replace(b"[]", call)
    files = {**good_files(), "processes/good.yaml": GOOD, "processes/caller.yaml": caller}

    library = compile_definitions(files, SERVICES, GROUPS, only=lambda _file, name: name == "caller")

    whole = compile_definitions(files, SERVICES, GROUPS).processes
    assert set(library.processes) == {("caller", 1), ("find-goods", 1)}
    assert {key: process.digest for key, process in library.processes.items()} == {
        key: whole[key].digest for key in library.processes
    }

"""The examples that the standard gives for its operators and functions (DMN 1.5, 10.3.2 and 10.3.4)."""

import pytest

from engine.feel import compile_expression

CONVERSIONS = r"""
date("2012-12-25") - date("2012-12-24") = duration("P1D")
date(date and time("2012-12-25T11:00:00Z")) = date("2012-12-25")
date(2012, 12, 25) = date("2012-12-25")
date and time("2012-12-24T23:59:00") = date and time(date("2012-12-24"), time("23:59:00"))
date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00")
time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")
time(date and time("2012-12-25T11:00:00Z")) = time("11:00:00Z")
time("23:59:00z") = time(23, 59, 0, duration("PT0H"))
number("1 000,0", " ", ",") = number("1,000.0", ",", ".")
number("1.000.000,01", ".", ",") = 1000000.01
string(1.1) = "1.1"
string(null) = null
date and time("2012-12-24T23:59:00") - date and time("2012-12-22T03:45:00") = duration("P2DT20H14M")
duration("P2Y2M") = duration("P26M")
duration("P0DT25H") = duration("P1DT1H")
years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")
"""
TEXTS = r"""
substring("foobar", 3) = "obar"
substring("foobar", 3, 3) = "oba"
substring("foobar", -2, 1) = "a"
substring("foobar", 3, null) = "obar"
substring("\U01F40Eab", 2) = "ab"
string length("\U01F40Eab") = 3
substring before("foobar", "bar") = "foo"
substring before("foobar", "xyz") = ""
substring after("foobar", "ob") = "ar"
substring after("", "a") = ""
replace("banana", "a", "o") = "bonono"
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"
contains("foobar", "of") = false
contains(["foobar"], "of") = false
matches("foobar", "^fo*b") = true
split("John Doe", "\\s") = ["John", "Doe"]
split("a;b;c;;", ";") = ["a", "b", "c", "", ""]
string join(["a", null, "c"], "X") = "aXc"
string join(["a", "b", "c"], null) = "abc"
string join([], "X") = ""
string join(["a", null, "c"]) = "ac"
"""
LISTS = r"""
count([1, [2, 3]]) = 2
min(1) = min([1])
max([]) = null
sum([]) = null
mean([]) = null
all([false, null, true]) = false
all([]) = true
all(0) = null
any([false, null, true]) = true
any([]) = false
any(0) = null
sublist([4, 5, 6], 1, 2) = [4, 5]
sublist(length: null, start position: 2, list: [4, 5]) = [5]
append([1], 2, 3) = [1, 2, 3]
insert before([1, 3], 1, 2) = [2, 1, 3]
index of([1, 2, 3, 2], 2) = [2, 4]
union([1, 2], [2, 3]) = [1, 2, 3]
flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]
product([]) = null
median([6, 1, 2, 3]) = 2.5
stddev(2, 4, 7, 5) = 2.081665999466132735282297706979931
stddev(47) = null
mode([6, 1, 9, 6, 1]) = [1, 6]
mode([]) = []
sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) = [1, 2, 3, 4, 5]
[{x: 1, y: 2}, {x: null, y: 3}][x < 2] = [{x: 1, y: 2}]
[{x: 1, y: 2}, {x: 2, y: 3}].y = [2, 3]
[{b: [1]}, {b: [2.1, 2.2]}, {b: [3]}].b = [[1], [2.1, 2.2], [3]]
3[item > 2] = [3]
(for i in 0..4 return if i = 0 then 1 else i * partial[-1]) = [1, 1, 2, 6, 24]
"""
NUMBERS = r"""
decimal(1/3, 2) = .33
decimal(2.5, 0) = 2
floor(-1.56, 1) = -1.6
ceiling(-1.56, 1) = -1.5
round up(-1.126, 2) = -1.13
round down(-1.126, 2) = -1.12
round half up(-5.5, 0) = -6
round half down(-5.5, 0) = -5
modulo(-12, 5) = 3
modulo(12, -5) = -3
modulo(-10.1, 4.5) = 3.4
modulo(10.1, -4.5) = -3.4
abs(@"-PT5H") = @"PT5H"
odd(5) and even(2)
"""
CONTEXTS = r"""
get value({key1: "value1"}, "unexistent-key") = null
get value({a: {b: 1}}, ["a", "b"]) = null
get entries({key1: "value1"})[key = "key1"].value = ["value1"]
context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}]) = {a: 1, b: 2}
context([{key: "a", value: 1}, {key: "b"}]) = null
string(context put({x: 1, y: 0, z: 0}, "y", 2)) = "{x: 1, y: 2, z: 0}"
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}
context put({x: 1, y: {a: 0}}, [], 2) = null
context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}
"""
TIMES = r"""
week of year(date(2003, 12, 29)) = 1
week of year(date(2005, 1, 1)) = 53
day of year(date(2019, 9, 17)) = 260
is(time("23:00:50z"), time("23:00:50")) = false
is(time("23:00:50z"), time("23:00:50+00:00")) = true
@"2026-01-01T10:00:00" < @"2026-01-01T11:00:00+08:00"
not(@"2026-01-01T10:00:00+08:00" > @"2026-01-01T10:00:00")
time("10:00:00") < time("11:00:00+05:00")
time("10:00:00") in [time("09:00:00+05:00") .. time("11:00:00+05:00")]
(@"2026-01-01T10:00:00" - @"2026-01-01T10:00:00Z") = null
"""
RANGES = r"""
[1..10).end included = false
(<= 10).start = null
(> 1).start included = false
[3..1] = null
["a"..1] = null
[1..null] = null
(null..5) = null
[true..false] = null
(1..1) != null
(1 in [3..1]) = false
(5 in [1..null]) = null
"""
TYPES = r"""
[123] instance of list<number>
(123 instance of string) = false
null instance of Null
(1 instance of Null) = false
(null instance of number) = false
(function(x: number) x) instance of function<number>->Any
(function(x) x) instance of function<string>->Any
((function(x: number) x) instance of function<string>->Any) = false
((function(x: number) x) instance of function<Any>->Any) = false
(function(x: list<Any>) 1) instance of function<list<number>>->Any
((function(x: list<number>) 1) instance of function<list<Any>>->Any) = false
(function(c: context<a: number>) 1) instance of function<context<a: number, b: string>>->Any
((function(c: context<a: number, b: string>) 1) instance of function<context<a: number>>->Any) = false
((function(x, y) x) instance of function<Any>->Any) = false
(function(f: function<number>->Any) 1) instance of function<function<Any>->Any>->Any
((function(f: function<Any>->Any) 1) instance of function<function<number>->Any>->Any) = false
(function(x, y) [x, y])(y: 2) = [null, 2]
(function(x, y) [x, y])(y: 2, z: 3) = null
(function(x, y) x)(1) = null
{f: function(a) a + 1, r: f(f(1))}.r = 3
"""


@pytest.mark.parametrize(
    "text",
    [
        line
        for table in (CONVERSIONS, TEXTS, LISTS, NUMBERS, CONTEXTS, TIMES, RANGES, TYPES)
        for line in table.strip().splitlines()
    ],
)
def test_example_of_the_standard_holds(text: str) -> None:
    assert compile_expression(text).evaluate({}) is True


@pytest.mark.parametrize("wide", ["list", "range", "context", "function"])
def test_function_of_a_type_without_parameters_takes_all_of_that_kind(wide: str) -> None:
    narrow = {"context": "context<a: number>", "function": "function<number>->Any"}.get(
        wide, f"{wide}<number>"
    )
    text = f"(function(x: {wide}) 1) instance of function<{narrow}>->Any"

    assert compile_expression(text).evaluate({}) is True

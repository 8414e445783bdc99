"""What the standard's own text gives as examples of its functions and operators; each line is true."""

import pytest

from tests.expressions.evaluating import value_of

_TRUE = r"""
string(1.1) = "1.1"
string(null) = null
substring("foobar", 3) = "obar"
substring("foobar", 3, 3) = "oba"
substring("foobar", -2, 1) = "a"
substring("\U01F40Eab", 2) = "ab"
string length("foo") = 3
string length("\U01F40Eab") = 3
upper case("aBc4") = "ABC4"
substring before("foobar", "bar") = "foo"
substring before("foobar", "xyz") = ""
substring after("foobar", "ob") = "ar"
substring after("", "a") = ""
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"
contains("foobar", "of") = false
starts with("foobar", "fo")
matches("foobar", "^fo*b")
split("John Doe", "\\s") = ["John", "Doe"]
split("a;b;c;;", ";") = ["a", "b", "c", "", ""]
string join(["a", "b", "c"], "_and_") = "a_and_b_and_c"
string join(["a", "b", "c"], null) = "abc"
string join(["a"], "X") = "a"
string join(["a", null, "c"], "X") = "aXc"
string join([], "X") = ""
list contains([1, 2, 3], 2)
min([1, 2, 3]) = 1
max(1, 2, 3) = 3
min([]) = null
sum([1, 2, 3]) = 6
mean([1, 2, 3]) = 2
all([false, null, true]) = false
all(true) = true
all([true]) = true
all([]) = true
all(0) = null
any([false, null, true]) = true
any(false) = false
any([]) = false
any(0) = null
sublist([4, 5, 6], 1, 2) = [4, 5]
append([1], 2, 3) = [1, 2, 3]
concatenate([1, 2], [3]) = [1, 2, 3]
insert before([1, 3], 1, 2) = [2, 1, 3]
remove([1, 2, 3], 2) = [1, 3]
list replace([2, 4, 7, 8], 3, 6) = [2, 4, 6, 8]
list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) = [5, 5, 7, 8]
reverse([1, 2, 3]) = [3, 2, 1]
index of([1, 2, 3, 2], 2) = [2, 4]
union([1, 2], [2, 3]) = [1, 2, 3]
distinct values([1, 2, 3, 2, 1]) = [1, 2, 3]
flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]
product([2, 3, 4]) = 24
product(2, 3, 4) = 24
median(8, 2, 5, 3, 4) = 4
median([6, 1, 2, 3]) = 2.5
median([]) = null
decimal(stddev(2, 4, 7, 5), 6) = 2.081666
stddev([47]) = null
stddev([]) = null
mode(6, 3, 9, 6, 6) = [6]
mode([6, 1, 9, 6, 1]) = [1, 6]
mode([]) = []
decimal(1 / 3, 2) = .33
decimal(1.5, 0) = 2
decimal(2.5, 0) = 2
decimal(1234.5, -2) = 1200
floor(1.5) = 1
floor(-1.56, 1) = -1.6
ceiling(-1.56, 1) = -1.5
round up(5.5, 0) = 6
round up(-5.5, 0) = -6
round up(1.121, 2) = 1.13
round up(-1.126, 2) = -1.13
round down(5.5, 0) = 5
round down(-1.126, 2) = -1.12
round half up(5.5, 0) = 6
round half up(1.126, 2) = 1.13
round half down(5.5, 0) = 5
round half down(-1.126, 2) = -1.13
abs(-10) = 10
abs(@"PT5H") = @"PT5H"
abs(@"-PT5H") = @"PT5H"
modulo(12, 5) = 2
modulo(-12, 5) = 3
modulo(12, -5) = -3
modulo(-12, -5) = -2
modulo(10.1, 4.5) = 1.1
modulo(-10.1, 4.5) = 3.4
modulo(10.1, -4.5) = -3.4
modulo(-10.1, -4.5) = -1.1
sqrt(16) = 4
decimal(log(10), 8) = 2.30258509
decimal(exp(5), 8) = 148.41315910
odd(5) and even(2)
number("1 000,0", " ", ",") = 1000
duration("P2Y2M") = @"P26M"
years and months duration(date("2011-12-22"), date("2013-08-24")) = @"P1Y8M"
years and months duration(@"2013-08-24", @"2011-12-22") = @"-P1Y8M"
is(date("2012-12-25"), time("23:00:50")) = false
is(date("2012-12-25"), date("2012-12-25"))
is(time("23:00:50z"), time("23:00:50")) = false
is(time("23:00:50z"), time("23:00:50+00:00"))
day of year(date(2019, 9, 17)) = 260
day of week(date(2019, 9, 17)) = "Tuesday"
month of year(date(2019, 9, 17)) = "September"
week of year(date(2003, 12, 29)) = 1
week of year(date(2004, 1, 4)) = 1
week of year(date(2005, 1, 1)) = 53
week of year(date(2005, 1, 3)) = 1
sort([3, 1, 4, 5, 2], function(x, y) x < y) = [1, 2, 3, 4, 5]
get value({key1: "value1"}, "key1") = "value1"
get value({key1: "value1"}, "unexistent-key") = null
get entries({key1: "value1"}) = [{key: "key1", value: "value1"}]
context([{key: "a", value: 1}, {key: "b", value: 2}]) = {a: 1, b: 2}
context([{key: "a", value: 1}, {key: "a", value: 2}]) = null
context put({x: 1}, "y", 2) = {x: 1, y: 2}
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}
context put({x: 1, y: {a: 0}}, [], 2) = null
context merge([{x: 1}, {y: 2}]) = {x: 1, y: 2}
before(1, 10) and not(before(10, 1))
before(1, [1..10]) = false
before(1, (1..10])
before([1..10), 10)
before([1..10], (10..20])
after(12, [2..5]) and after([11..20], 10)
meets([1..5], [5..10]) and not(meets([1..5), [5..10]))
met by([5..10], [1..5])
overlaps([5..8], [1..5]) and not(overlaps([1..5], (5..8]))
overlaps before([1..5], [3..8]) and overlaps before([1..5], (1..5])
overlaps before([1..5], [1..5]) = false
overlaps after([3..8], [1..5]) and overlaps after((1..5], [1..5]) = true
finishes(10, [1..10]) and finishes([5..10], [1..10])
finishes(10, [1..10)) = false
finished by([1..10], [5..10])
includes([1..10], 5) and includes([1..10], (1..10)) and not(includes((1..10), [1..10]))
during(5, [1..10]) and during([4..6], [1..10])
starts(1, [1..10]) and starts([1..5], [1..10]) and not(starts(1, (1..10]))
started by([1..10], 1)
coincides([1..5], [1..5]) and not(coincides([1..5], [1..5)))
"a" + "b" = "ab"
10 / 4 = 2.5
10 ** 5 = 100000
"foo" < "foobar"
"foo" < "foobars"
[1, 2] = [1, 2]
{a: 1, b: 2} = {b: 2, a: 1}
1 in (1, 2) and 1 in [1..2] and 1 in (< 2)
[1, 2, 3] in ([[1, 2, 3, 4]], [[1, 2, 3]])
{a: "foo"} in [{b: "bar"}, {a: "foo"}]
5 in ([4..6], 9)
date("2012-12-25") - date("2012-12-24") = duration("P1D")
date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00")
time("23:59:00z") + duration("PT2M") = time("00:01:00z")
date and time("2012-12-24T23:59:00-08:00").time offset = @"-PT8H"
duration("P1Y") + duration("P2M") = duration("P14M")
duration("P2DT20H14M") / duration("P1DT10H7M") = 2
duration("P1D") * 1.5 = duration("PT36H")
(if 20 - (10 * 2) > 0 then "DECLINE" else "ACCEPT") = "ACCEPT"
(for x in [1, 2], y in [3, 4] return x * y) = [3, 4, 6, 8]
(for x in @"2021-01-01"..@"2021-01-03" return x + 1) = [null, null, null]
(for x in @"2021-01-01"..@"2021-01-03" return x.day) = [1, 2, 3]
(for i in 0..4 return if i = 0 then 1 else i * partial[-1]) = [1, 1, 2, 6, 24]
[{x: 1, y: 2}, {x: 2, y: 3}][x = 1] = [{x: 1, y: 2}]
[{x: 1, y: 2}, {x: 2, y: 3}].y = [2, 3]
[{x: 1, y: 2}, {x: null, y: 3}][x < 2] = [{x: 1, y: 2}]
"foo"[item = "foo"] = ["foo"]
100[1] = 100
[1, "a"] instance of list<Any>
[1, 2] instance of list<number>
{a: 1} instance of context<a: number>
(function(x: number) x) instance of function<number> -> Any
[1..3] instance of range<number>
"""


@pytest.mark.parametrize("line", [line for line in _TRUE.splitlines() if line])
def test_the_standard_holds(line: str) -> None:
    assert value_of(line) is True

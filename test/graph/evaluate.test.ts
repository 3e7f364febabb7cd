// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform templates
import t from 'tap';
import { change, created, graphOf, shown, stated } from './small-plan.ts';

/** What an expression is, in a module with these things. Each line: the expression, what it is. */
const RESOURCES = [
  created('aws_vpc.v', ['default_security_group_id']),
  created('aws_subnet.s[0]', ['vpc_id'], { cidr_block: '10.0.0.0/24', map_public: true }),
  created('aws_subnet.s[1]', ['vpc_id'], { cidr_block: '10.0.1.0/24', map_public: false }),
  created('aws_subnet.k["a"]', ['vpc_id'], { tier: 'one' }),
  created('aws_subnet.k["b.c"]', ['vpc_id'], { tier: 'two' }),
  created('random_id.coin', ['hex']),
  ...[null, 1, 5].map((result_count, at) =>
    change(`random_shuffle.r[${at}]`, {
      after: { input: ['a', 'b'], result_count },
      unknown: { result: true },
    }),
  ),
  change('data.aws_subnets.later', { actions: 'read', after: {}, unknown: { id: true, ids: true } }),
  change('aws_lambda_function.f', { after: {}, unknown: { id: true, probe: true } }),
];

const PRIOR = {
  values: { root_module: { resources: [stated('data.aws_subnets.now', { ids: ['subnet-1', 'subnet-2'] })] } },
};

const CASES: readonly (readonly [string, string])[] = [
  // Literals and templates.
  ['"a"', '"a"'],
  ['null', 'null'],
  ['1 + 2 * 3', '7'],
  ['7 % 4', '3'],
  ['"${aws_vpc.v.id}"', 'new aws_vpc.v.id'],
  ['"x-${aws_vpc.v.id}-y"', 'x-${new aws_vpc.v.id}-y'],
  ['"a${1}b${true}"', '"a1btrue"'],
  // References.
  ['aws_subnet.s[*].id', '[new aws_subnet.s[0].id, new aws_subnet.s[1].id]'],
  ['aws_subnet.s[1].id', 'new aws_subnet.s[1].id'],
  ['aws_subnet.s.0.id', 'new aws_subnet.s[0].id'],
  ['aws_subnet.k["b.c"].id', 'new aws_subnet.k["b.c"].id'],
  ['values(aws_subnet.k)[*].id', '[new aws_subnet.k["a"].id, new aws_subnet.k["b.c"].id]'],
  [
    '{ for k, s in aws_subnet.k : k => s.id }',
    '{a: new aws_subnet.k["a"].id, b.c: new aws_subnet.k["b.c"].id}',
  ],
  ['aws_subnet.none[*].id', '[]'],
  ['data.aws_subnets.now.ids', '["subnet-1", "subnet-2"]'],
  ['data.aws_subnets.later.ids', '[0.. of (data.aws_subnets.later.ids)]'],
  ['data.aws_subnets.later.ids[0]', '? data.aws_subnets.later.ids'],
  ['local.both', '[new aws_subnet.s[0].id, new aws_subnet.s[1].id, "subnet-9"]'],
  ['var.given', '["subnet-5"]'],
  ['local.circle', '?'],
  // Conditionals and comparisons.
  ['var.flag ? aws_vpc.v.id : "vpc-1"', 'new aws_vpc.v.id'],
  ['random_id.coin.hex == "a" ? aws_vpc.v.id : "vpc-1"', 'one of (new aws_vpc.v.id | "vpc-1")'],
  ['random_id.coin.hex == "a" ? "vpc-1" : "vpc-1"', '"vpc-1"'],
  [`concat(${Array.from({ length: 40 }, (_, at) => `random_id.coin.hex == "${at}" ? ["a"] : []`)})`, '?'],
  ['aws_vpc.v.id == "vpc-1"', 'false'],
  ['aws_vpc.v.id != ""', 'true'],
  ['aws_vpc.v.id == null', 'false'],
  ['aws_vpc.v.id == aws_vpc.v.id', 'true'],
  ['aws_subnet.s[0].id == aws_subnet.s[1].id', 'false'],
  ['random_id.coin.id == null', 'false'],
  ['random_id.coin.hex == random_id.coin.hex', 'true'],
  ['length(aws_subnet.s) > 1 && aws_vpc.v.id != "x"', 'true'],
  ['false && random_id.coin.hex == "a"', 'false'],
  ['random_id.coin.hex == "a" || true', 'true'],
  ['length(concat(data.aws_subnets.later.ids, ["a"])) > 0', 'true'],
  ['length(data.aws_subnets.later.ids) > 0', '?'],
  ['!var.flag', 'false'],
  ['1 == "1"', 'false'],
  ['{ a = 1, (random_id.coin.hex) = 2 }.a', '?'],
  ['{ (random_id.coin.hex) = 2, a = 1 }.a', '1'],
  ['{ a = 1, (aws_vpc.v.id) = 2 }.a', '1'],
  ['length(merge({ a = 1, b = 2 }, { (random_id.coin.hex) = 3 })) > 1', '?'],
  ['values(merge({ a = 1 }, { for i in ["b"] : i => i if random_id.coin.hex == i }))', '[0.. of (?)]'],
  ['merge({ (random_id.coin.hex) = 3 }, { a = 1 }).a', '1'],
  // For expressions.
  ['[for s in aws_subnet.s : s.id if s.map_public]', '[new aws_subnet.s[0].id]'],
  ['[for k, s in aws_subnet.k : s.id if k != "a"]', '[new aws_subnet.k["b.c"].id]'],
  ['[for i, s in aws_subnet.s : "n${i}"]', '["n0", "n1"]'],
  [
    '[for s in aws_subnet.s : s.id if random_id.coin.hex == s.cidr_block]',
    '[0..2 of (new aws_subnet.s[0].id | new aws_subnet.s[1].id)]',
  ],
  ['[for i in data.aws_subnets.later.ids : i]', '[0.. of (data.aws_subnets.later.ids)]'],
  ['[for x in toset(["b", "a"]) : upper(x)]', '["A", "B"]'],
  [
    '{ for s in aws_subnet.k : s.tier => s.id... }',
    '{one: [new aws_subnet.k["a"].id], two: [new aws_subnet.k["b.c"].id]}',
  ],
  [
    '{ for s in aws_subnet.k : (s.tier == "one" ? s.tier : random_id.coin.hex) => s.id... }.one',
    '[new aws_subnet.k["a"].id, 0..1 of (new aws_subnet.k["b.c"].id)]',
  ],
  [
    '{ for i in toset([aws_subnet.s[0].id, aws_subnet.s[1].id]) : "x" => i... }.x[0]',
    'one of (new aws_subnet.s[0].id | new aws_subnet.s[1].id)',
  ],
  ['{ for x in concat(["a"], data.aws_subnets.later.ids) : x => 1... }.a', '[1, 0.. of (?)]'],
  // Lists and sets.
  ['flatten([random_id.coin.hex == "a" ? jsondecode(random_id.coin.hex) : ["x"]])', '[0.. of (?)]'],
  [
    'concat(aws_subnet.s[*].id, ["subnet-9"])',
    '[new aws_subnet.s[0].id, new aws_subnet.s[1].id, "subnet-9"]',
  ],
  [
    'concat(data.aws_subnets.later.ids, [aws_vpc.v.id])',
    '[new aws_vpc.v.id, 0.. of (data.aws_subnets.later.ids)]',
  ],
  [
    'flatten([aws_subnet.s[*].id, [["x"]], "y"])',
    '[new aws_subnet.s[0].id, new aws_subnet.s[1].id, "x", "y"]',
  ],
  ['compact(["", null, "a", aws_vpc.v.id])', '["a", new aws_vpc.v.id]'],
  ['compact([random_id.coin.hex])', '[0..1 of (? random_id.coin.hex)]'],
  ['distinct(["a", "b", "a"])', '["a", "b"]'],
  ['tolist(toset(["b", "a", "b"]))', '["a", "b"]'],
  ['tolist(convert(["b", "a", "b"], set(string)))', '["a", "b"]'],
  ['convert({}, object({ a = optional(list(string), ["b"]) })).a', '["b"]'],
  ['try(convert([aws_subnet.s[0].id], string), "x")', 'one of ([new aws_subnet.s[0].id] | "x")'],
  ['toset([aws_subnet.s[0].id, "a"])', 'set [new aws_subnet.s[0].id, "a"]'],
  ['tolist(toset([aws_subnet.s[0].id, "a"]))[0]', 'one of (new aws_subnet.s[0].id | "a")'],
  ['setunion(["a"], ["b", "a"])', 'set ["a", "b"]'],
  ['setintersection(["a", "b"], ["b", "c"])', '["b"]'],
  ['setsubtract([aws_subnet.s[0].id, "a"], ["a"])', '[new aws_subnet.s[0].id]'],
  ['setsubtract(["a"], [random_id.coin.hex])', '[0..1 of ("a")]'],
  ['slice(["a", "b", "c"], 1, 3)', '["b", "c"]'],
  ['element(aws_subnet.s[*].id, 3)', 'new aws_subnet.s[1].id'],
  ['one(["a"])', '"a"'],
  ['one([])', 'null'],
  ['one(data.aws_subnets.later.ids)', 'one of (null | ? data.aws_subnets.later.ids)'],
  ['reverse(["a", "b"])', '["b", "a"]'],
  ['sort(["b", "a"])', '["a", "b"]'],
  ['sort([aws_vpc.v.id, "a"])[0]', 'one of (new aws_vpc.v.id | "a")'],
  ['contains(["a", aws_vpc.v.id], "vpc-1")', 'false'],
  ['contains(["a", random_id.coin.hex], "b")', '?'],
  ['contains([aws_vpc.v.id], aws_vpc.v.id)', 'true'],
  ['index(["a", "b"], "b")', '1'],
  ['length(aws_subnet.k)', '2'],
  ['length("äöü")', '3'],
  ['try(length(aws_vpc.v.id), 0) > 0', 'true'],
  ['length(join("", aws_subnet.s[*].id)) > 0', 'true'],
  ['length(random_id.coin.hex) > 0', '?'],
  ['range(3)', '[0, 1, 2]'],
  ['range(1, 7, 3)', '[1, 4]'],
  ['chunklist(["a", "b", "c"], 2)', '[["a", "b"], ["c"]]'],
  ['coalescelist([], aws_subnet.s[*].id)', '[new aws_subnet.s[0].id, new aws_subnet.s[1].id]'],
  ['alltrue([true, random_id.coin.hex == "a"])', '?'],
  ['anytrue([true, random_id.coin.hex == "a"])', 'true'],
  ['matchkeys(["x", "y"], ["a", "b"], ["b"])', '["y"]'],
  ['max(1, 5, 3)', '5'],
  ['max([1, 5, 3]...)', '5'],
  ['sum([1, 2])', '3'],
  ['floor(1.9) + ceil(0.1) + abs(-1)', '3'],
  // Maps.
  ['merge({ a = 1 }, { a = 2, b = aws_vpc.v.id })', '{a: 2, b: new aws_vpc.v.id}'],
  ['keys({ b = 1, a = 2 })', '["a", "b"]'],
  ['lookup({ a = aws_vpc.v.id }, "a", "x")', 'new aws_vpc.v.id'],
  ['lookup({ a = 1 }, "b", "x")', '"x"'],
  ['lookup({ a = "1" }, random_id.coin.hex, "x")', 'one of ("1" | "x")'],
  ['{ (aws_vpc.v.id) = 1 }[aws_vpc.v.id]', '1'],
  ['try({ (aws_vpc.v.id) = 1 }[aws_subnet.s[0].id], 2)', '2'],
  ['try({ a = 1 }[aws_vpc.v.id], 2)', '2'],
  ['try({ (aws_vpc.v.id) = 1 }.a, 2)', '2'],
  ['lookup({ (aws_vpc.v.id) = "x" }, aws_vpc.v.id, "y")', '"x"'],
  ['lookup({ (aws_vpc.v.id) = "x" }, aws_subnet.s[0].id, "y")', '"y"'],
  [
    'keys({ for k, s in aws_subnet.k : s.id => k })',
    'set [new aws_subnet.k["a"].id, new aws_subnet.k["b.c"].id]',
  ],
  ['keys({ (aws_vpc.v.id) = 1, a = 2 })', 'set ["a", new aws_vpc.v.id]'],
  ['values({ for k, s in aws_subnet.k : s.id => k })', '[2..2 of ("a" | "b.c")]'],
  ['values({ for s in aws_subnet.k : s.id => "x" })', '["x", "x"]'],
  ['[for k, v in { for k, s in aws_subnet.k : s.id => k } : v][0]', 'one of ("a" | "b.c")'],
  ['{ for k, v in { for k, s in aws_subnet.k : s.id => k } : v => k }.a', 'new aws_subnet.k["a"].id'],
  [
    '{ for s in aws_subnet.s : s.id => s.map_public... }',
    '{new aws_subnet.s[0].id: [true], new aws_subnet.s[1].id: [false]}',
  ],
  ['can({ for s in aws_subnet.s : aws_vpc.v.id => 1 })', 'false'],
  [
    'merge({ (aws_vpc.v.id) = 1, a = 1 }, { (aws_vpc.v.id) = 2, b = 2 })',
    '{a: 1, b: 2, new aws_vpc.v.id: 2}',
  ],
  ['merge({ (aws_vpc.v.id) = 1 }, { (random_id.coin.hex) = 2 })', '{0.. of (?)}'],
  ['zipmap(aws_subnet.s[*].id, ["a", "b"])[aws_subnet.s[1].id]', '"b"'],
  ['tomap({ (aws_vpc.v.id) = 1, a = "x" })[aws_vpc.v.id]', '"1"'],
  ['length({ (aws_vpc.v.id) = 1, a = 2 })', '2'],
  ['transpose({ a = [aws_vpc.v.id, "x"], b = ["x"] })', '{x: ["a", "b"], new aws_vpc.v.id: ["a"]}'],
  ['transpose({ (aws_vpc.v.id) = ["x"] }).x', '[new aws_vpc.v.id]'],
  ['{ (aws_vpc.v.id) = 1 } == { (aws_vpc.v.id) = 1 }', '?'],
  ['{ (aws_vpc.v.id) = "x" } == { (aws_vpc.v.id) = "y" }', 'false'],
  ['{ (aws_vpc.v.id) = 1 } == { (aws_subnet.s[0].id) = 1 }', 'false'],
  ['contains(keys({ (aws_vpc.v.id) = 1 }), "a")', 'false'],
  [
    '[for s in toset([{ id = aws_vpc.v.id, n = "a" }, { id = aws_subnet.s[0].id, n = "b" }]) : s.n][0]',
    'one of ("a" | "b")',
  ],
  ['try(tostring(null), "none")', 'one of (null | "none")'],
  ['try(formatlist("%s", [aws_vpc.v.id, tostring(null)]), [])', 'one of ([new aws_vpc.v.id, ?] | [])'],
  ['zipmap(["a", "b"], aws_subnet.s[*].id)', '{a: new aws_subnet.s[0].id, b: new aws_subnet.s[1].id}'],
  ['{ a = { b = aws_vpc.v.id } }.a.b', 'new aws_vpc.v.id'],
  ['coalesce(null, "", aws_vpc.v.id, "x")', 'new aws_vpc.v.id'],
  ['coalesce(random_id.coin.hex, "x")', 'one of (? random_id.coin.hex | "x")'],
  ['random_shuffle.r[0].result', 'set ["b", "a"]'],
  ['random_shuffle.r[1].result', '[1.. of ("a" | "b")]'],
  ['random_shuffle.r[0].result[0]', 'one of ("b" | "a")'],
  ['reverse(random_shuffle.r[0].result)[0]', 'one of ("b" | "a")'],
  ['[for x in random_shuffle.r[0].result : x][0]', 'one of ("b" | "a")'],
  ['([for x in random_shuffle.r[0].result : { n = x }][*].n)[0]', 'one of ("b" | "a")'],
  ['flatten([random_shuffle.r[0].result])[0]', 'one of ("b" | "a")'],
  ['toset(random_shuffle.r[0].result)', 'set ["a", "b"]'],
  ['formatlist("x%s", random_shuffle.r[0].result)[0]', 'one of ("xb" | "xa")'],
  ['join("", random_shuffle.r[0].result)', '?'],
  ['random_shuffle.r[2].result', 'set ["b", "a", 3..3 of ("a" | "b")]'],
  ['length(random_shuffle.r[2].result) > 3', 'true'],
  ['path.cwd', '?'],
  ['self.id', '?'],
  // What fails and what may fail.
  ['try(aws_subnet.s[5].id, "x")', '"x"'],
  ['try(aws_subnet.none[0].id, aws_vpc.v.id)', 'new aws_vpc.v.id'],
  ['try(random_id.coin.hex, "x")', '? random_id.coin.hex'],
  ['try(data.aws_subnets.later.ids[1], "x")', 'one of (? data.aws_subnets.later.ids | "x")'],
  ['try({ a = 1 }.b, null)', 'null'],
  ['can(aws_subnet.s[5].id)', 'false'],
  ['can(aws_subnet.s[0].id)', 'true'],
  ['setsubtract([1, 2], ["1"])', '["2"]'],
  ['[ceil(log(5, 2)), log(8, 2), floor(log(1000, 10))]', '[3, 3, 2]'],
  ['compact([1, null])', '["1"]'],
  ['can(coalescelist(["a"], random_id.coin.hex))', '?'],
  // What Terraform says fails, whatever is in it.
  [
    '[can(jsondecode(null)), can(substr([], 0, 1)), can(upper("a", "b")), can(indent(-1, "a"))]',
    '[false, false, false, false]',
  ],
  ['[can(element(["a"], "x")), can(sort(["a", null])), can(join(",", [[]]))]', '[false, false, false]'],
  ['values({ for x in [for k in ["a", "b"] : k if k != random_id.coin.hex] : x => "v"... })', '[0.. of (?)]'],
  ['coalesce(tolist(toset(aws_subnet.s[*].id))...)', '?'],
  ['coalesce(keys({ for s in aws_subnet.s : s.id => 1 })...)', '?'],
  ['max(toset([1, 2])...)', '2'],
  ['merge([for id in toset(aws_subnet.s[*].id) : { (id) = 1 }]...)[aws_subnet.s[0].id]', '1'],
  ['merge([for id in toset(aws_subnet.s[*].id) : { a = id }]...)', '?'],
  ['[contains([["a"], []], tolist([])), contains([["a"]], ["b"])]', '[?, false]'],
  ['can(index([["a"]], tolist(["a"])))', '?'],
  ['can(coalescelist(["a"], null))', '?'],
  ['coalescelist(null, [aws_vpc.v.id])', '[new aws_vpc.v.id]'],
  ['[can(keys(["a"])), can(contains(["a"], null))]', '[false, false]'],
  ['[can(coalesce(["a"], "b")), can(toset(["a", []])), can(alltrue(["a"]))]', '[false, false, false]'],
  ['[can([] + 1), can(null || true), can("a" < 1), can(aws_vpc.v.id - 1)]', '[false, false, false, false]'],
  ['[can(!["a"]), can(true ? "a" : []), can([] ? 1 : 2)]', '[false, false, false]'],
  [
    '[can([for x in [1] : x if null]), can({ for x in [null] : x => 1 }), can({ ([]) = 1 })]',
    '[false, false, false]',
  ],
  [
    '[can(coalesce(null, "a", [])), can(slice(toset(["a"]), 0, 1)), can(toset(["a"])[0]), can(1 / 0)]',
    '[?, ?, ?, ?]',
  ],
  ['[can(true || null), can(true || data.aws_vpc.later.tags)]', '[?, ?]'],
  ['can(length(random_id.coin.hex == "a" ? ["b"] : null))', '?'],
  ['can([for x in [{}] : x if random_id.coin.hex == "a"][*].a)', '?'],
  ['can([for y in [for x in [{}] : x if random_id.coin.hex == "a"] : y.a])', '?'],
  [
    '[can(tolist(aws_vpc.v.id)), can(coalescelist([], "x-${aws_vpc.v.id}")), can(-aws_vpc.v.id)]',
    '[false, false, false]',
  ],
  ['[can(compact([null, "a"])), can(max("1", 2)), can(true ? null : [])]', '[true, true, true]'],
  ['aws_subnet.s[5].id', '?'],
  ['bcrypt("a")', '?'],
  ['csvdecode("a,\\n1,2")', '[{a: "1", : "2"}]'],
  // Texts.
  ['join(",", aws_subnet.s[*].id)', '${new aws_subnet.s[0].id},${new aws_subnet.s[1].id}'],
  ['split(",", join(",", aws_subnet.s[*].id))', '[new aws_subnet.s[0].id, new aws_subnet.s[1].id]'],
  ['split("-", aws_vpc.v.id)', '?'],
  ['split(",", "a,b")', '["a", "b"]'],
  ['format("%s/%d%%", aws_vpc.v.id, 5)', '${new aws_vpc.v.id}/5%'],
  ['format("%s", aws_vpc.v.id)', 'new aws_vpc.v.id'],
  ['format("%05.2f", 1)', '"01.00"'],
  ['formatlist("%s-x", ["a", "b"])', '["a-x", "b-x"]'],
  ['replace("a.b", ".", "-")', '"a-b"'],
  ['replace("a.b", "/[.]/", "-")', '"a-b"'],
  ['replace("x-ID-ID", "ID", aws_vpc.v.id)', 'x-${new aws_vpc.v.id}-${new aws_vpc.v.id}'],
  ['replace("ID", "ID", aws_vpc.v.id)', 'new aws_vpc.v.id'],
  ['replace("ID", "ID", random_id.coin.hex)', '?'],
  ['replace("${aws_vpc.v.id}: NAME", "NAME", "x")', '${new aws_vpc.v.id}: x'],
  ['replace("a-${aws_vpc.v.id}", "a-vpc", "x")', '?'],
  ['replace("${aws_vpc.v.id}-x", "0-x", "x")', '?'],
  ['replace("vpc-12345678-x", "ID", null)', '?'],
  ['replace("aab", "/(a+)+b/", "-")', '?'],
  ['can(cidrsubnet(random_id.coin.hex, 8, 1))', '?'],
  ['provider::aws::arn_parse(aws_vpc.v.id).resource', '?'],
  ['can(provider::aws::arn_parse(aws_vpc.v.id))', '?'],
  ['trimspace(" a ")', '"a"'],
  ['trimspace(aws_vpc.v.id)', 'new aws_vpc.v.id'],
  ['trimspace(split(",", "a, ${aws_vpc.v.id} ")[1])', 'new aws_vpc.v.id'],
  ['trimspace(" ${aws_vpc.v.id} b ")', '${new aws_vpc.v.id} b'],
  ['trimspace(" ${random_id.coin.hex} ")', '?'],
  ['lower("A ${aws_vpc.v.id} B ")', 'a ${new aws_vpc.v.id} b '],
  ['chomp("a${aws_vpc.v.id}\\n")', 'a${new aws_vpc.v.id}'],
  ['upper("a")', '"A"'],
  ['upper("aß")', '"Aß"'],
  ['format("%5t", true)', '?'],
  ['regex("[^-]+", "ab-c")', '"ab"'],
  ['startswith("x-${aws_vpc.v.id}", "x-")', 'true'],
  ['endswith("x-${aws_vpc.v.id}", "x-")', '?'],
  ['trimprefix("abc", "a")', '"bc"'],
  ['substr("abc", 1, 1)', '"b"'],
  ['tostring(5)', '"5"'],
  ['tonumber("5") + 1', '6'],
  ['tobool("true")', 'true'],
  ['jsonencode({ b = [aws_vpc.v.id], a = "<" })', '{"a":"\\u003c","b":["${new aws_vpc.v.id}"]}'],
  ['jsonencode({ a = random_id.coin.hex })', '{"a":${? random_id.coin.hex}}'],
  ['jsonencode({ a = "x${random_id.coin.hex}" })', '{"a":"x${? random_id.coin.hex}"}'],
  ['jsonencode(concat(data.aws_subnets.later.ids, ["a"]))', '${["a", 0.. of (data.aws_subnets.later.ids)]}'],
  ['jsondecode("{\\"a\\": [1]}").a[0]', '1'],
  ['startswith(jsonencode(toset(["z", aws_vpc.v.id])), "[\\"z")', '?'],
  ['split("\\"", jsonencode(toset(aws_subnet.s[*].id)))[1]', '?'],
  ['jsondecode(jsonencode(aws_subnet.s[*].id))[1]', 'new aws_subnet.s[1].id'],
  [
    'yamlencode({ b = [1, { c = null, d = [[], "x"] }], a = {}, "c d" = "q\\"\\t é" })',
    JSON.stringify('"a": {}\n"b":\n- 1\n- "c": null\n  "d":\n  - []\n  - "x"\n"c d": "q\\"\\t é"\n'),
  ],
  [
    'yamlencode({ a = [[["x\\n\\n- y"]], { b = "x\\n" }] })',
    JSON.stringify('"a":\n- - - |-\n      x\n\n      - y\n- "b": |\n    x\n'),
  ],
  [
    '[yamlencode(true), yamlencode(1.5), yamlencode("5"), yamlencode([])]',
    '["true\\n...\\n", "1.5\\n...\\n", "\\"5\\"\\n", "[]\\n"]',
  ],
  ['yamlencode([aws_vpc.v.id, "x-${aws_vpc.v.id}"])', '- "${new aws_vpc.v.id}"\n- "x-${new aws_vpc.v.id}"\n'],
  ['yamlencode({ a = "${join(" ", range(40))}" })', '?'],
  ['yamlencode(" \\n")', '?'],
  ['yamlencode(toset(aws_subnet.s[*].id))', '?'],
  [
    'yamldecode(yamlencode({ ids = aws_subnet.s[*].id, a = "x-${aws_vpc.v.id}" }))',
    '{a: x-${new aws_vpc.v.id}, ids: [new aws_subnet.s[0].id, new aws_subnet.s[1].id]}',
  ],
  ['yamldecode("a: [x, z]").a', '["x", "z"]'],
  ['yamldecode("{a: x, a: z}")', '?'],
  [`yamldecode("{5: x, '5': z}")`, '?'],
  ['nonsensitive(sensitive("a"))', '"a"'],
  ['base64decode(base64encode("a"))', '"a"'],
  ['element(split("/", aws_subnet.s[0].arn), 1)', 'new aws_subnet.s[0].id'],
  ['split(":", aws_vpc.v.arn)[5]', 'vpc/${new aws_vpc.v.id}'],
  ['split(":", aws_vpc.v.arn)[4] == split(":", aws_subnet.s[0].arn)[4]', '?'],
  ['split("-", aws_vpc.v.arn)', '?'],
  ['[for part in split("/", aws_route_table.r.arn) : part]', '[0.. of (?)]'],
  ['basename(aws_subnet.s[0].arn)', 'new aws_subnet.s[0].id'],
  ['regex("[^/]+$", aws_subnet.s[0].arn)', 'new aws_subnet.s[0].id'],
  ['regex("^[^:]+", aws_subnet.s[0].arn)', '"arn"'],
  ['replace(aws_subnet.s[0].arn, "/.*//", "")', 'new aws_subnet.s[0].id'],
  ['startswith(aws_subnet.s[0].arn, "arn:aws")', '?'],
  ['startswith(aws_subnet.s[0].arn, "ARN:")', 'false'],
  [
    '[basename("x/${aws_vpc.v.id}"), dirname("${aws_vpc.v.id}/x"), dirname(aws_vpc.v.id)]',
    '[new aws_vpc.v.id, new aws_vpc.v.id, "."]',
  ],
  ['basename("${aws_vpc.v.id}/")', '?'],
  ['[basename("/"), basename(""), dirname("/a")]', '["/", ".", "/"]'],
  ['indent(2, "a\\n${aws_vpc.v.id}")', 'a\n  ${new aws_vpc.v.id}'],
  [
    '[urlencode(aws_vpc.v.id), substr(aws_vpc.v.id, 0, -1), trim(aws_vpc.v.id, "-"), trimsuffix(aws_vpc.v.id, "")]',
    '[new aws_vpc.v.id, new aws_vpc.v.id, new aws_vpc.v.id, new aws_vpc.v.id]',
  ],
  ['urlencode("é!*()\'~ ")', '"%C3%A9%21%2A%28%29%27~+"'],
  ['[substr("abc", -5, 2), substr("abc", -2, -1), substr("abc", 5, 1)]', '["ab", "bc", ""]'],
  ['[0.1 + 0.2 == 0.3, sum([0.1, 0.2]) == 0.3, 1 / 3 * 3]', '[?, ?, ?]'],
  ['[7 / 2, 0.5 + 0.25, floor(10 / 3), ceil(10 / 3), ceil(-0.5)]', '[3.5, 0.75, 3, 4, 0]'],
  [
    '[tostring(0.0000001), tostring(0 * -1), jsonencode(1.5e21), can(signum(0.5))]',
    '["0.0000001", "-0", "1500000000000000000000", false]',
  ],
  ['chunklist(aws_subnet.s[*].id, 0)', '[[new aws_subnet.s[0].id, new aws_subnet.s[1].id]]'],
  ['file("${path.module}/note.txt")', '"hello"'],
  ['file("none.txt")', '?'],
  ['file("${path.module}/on-${terraform.workspace}.txt")', 'one of ("a" | "b")'],
  ['file("${terraform.workspace}/on.txt")', '"c"'],
  ['try(file("${terraform.workspace}/on.txt"), "d")', 'one of ("c" | "d")'],
  ['file("${terraform.workspace}-${terraform.workspace}/on.txt")', '?'],
  ['file("${random_id.coin.hex}/on.txt")', '?'],
  ['templatefile("greeting.tpl", { id = aws_vpc.v.id, all = ["a", "b"] })', 'id ${new aws_vpc.v.id}: a b '],
  // Modules.
  ['module.net["x"].ids', '[new module.net["x"].aws_subnet.in[0].id]'],
  ['flatten(values(module.net)[*].ids)', '[new module.net["x"].aws_subnet.in[0].id, "subnet-y"]'],
  ['module.net["x"].echo', 'new aws_vpc.v.id'],
  ['module.some["x"].ids', '[new module.some["x"].aws_subnet.in[0].id]'],
  ['values(module.some)[*].echo', '[new aws_vpc.v.id, 0.. of (?)]'],
  ['module.row[1].echo', '?'],
  ['terraform.workspace', '?'],
  ['path.root', '"."'],
];

const MODULE = `
variable "vpc" {}
variable "extra" { default = [] }
resource "aws_subnet" "in" {
  count  = length(var.extra) == 0 ? 1 : 0
  vpc_id = var.vpc
}
output "ids" { value = concat(aws_subnet.in[*].id, var.extra) }
output "echo" { value = var.vpc }
`;

function rootModule(expression: string): string {
  return `
variable "flag" { default = true }
variable "given" {}
locals {
  both   = concat(aws_subnet.s[*].id, ["subnet-9"])
  circle = local.round
  round  = local.circle
}
resource "aws_subnet" "none" { count = 0 }
module "net" {
  source   = "./net"
  for_each = { x = [], y = ["subnet-y"] }
  vpc      = aws_vpc.v.id
  extra    = each.value
}
module "some" {
  source   = "./net"
  for_each = not_built()
  vpc      = aws_vpc.v.id
  extra    = []
}
module "row" {
  source = "./net"
  count  = not_built()
  vpc    = aws_vpc.v.id
}
resource "aws_lambda_function" "f" {
  probe = ${expression}
}
`;
}

t.test('an expression of the source', async (t) => {
  for (const [expression, expected] of CASES) {
    const graph = graphOf(
      {
        resource_changes: [
          ...RESOURCES,
          ...['net["x"]', 'some["x"]', 'row[1]'].map((module) =>
            created(`module.${module}.aws_subnet.in[0]`, ['vpc_id']),
          ),
        ],
        prior_state: PRIOR,
        variables: { given: { value: ['subnet-5'] } },
      },
      {
        'main.tf': rootModule(expression),
        'net/main.tf': MODULE,
        'note.txt': 'hello',
        'on-live.txt': 'a',
        'on-test.txt': 'b',
        'one-two/on.txt': 'c',
        'greeting.tpl': 'id ${id}: %{ for one in all }${one} %{ endfor }',
      },
    );
    t.equal(shown(await graph.configured('aws_lambda_function.f', ['probe'])), expected, expression);
  }
});

t.test(
  'subnets found in a new VPC are those of the plan, unless something in it may make others',
  async (t) => {
    const source = `
data "aws_subnets" "found" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.v.id]
  }
}
resource "aws_lambda_function" "f" {
  probe = data.aws_subnets.found.ids
}
`;
    const probe = async (...others: readonly string[]) => {
      const filter = [{ name: 'vpc-id' }];
      const plan = [
        created('aws_vpc.v'),
        created('aws_subnet.s', ['vpc_id']),
        change('data.aws_subnets.found', {
          actions: 'read',
          after: { filter },
          unknown: { ids: true, filter: [{ values: true }] },
        }),
        change('aws_lambda_function.f', { unknown: { probe: true } }),
        ...others.map((address) => created(address)),
      ];
      const graph = graphOf({ resource_changes: plan }, { 'main.tf': source });
      return shown(await graph.configured('aws_lambda_function.f', ['probe']));
    };
    t.equal(await probe(), '[0.. of (new aws_subnet.s.id)]');
    for (const type of [
      'aws_cloudformation_stack',
      'awscc_cloudformation_stack',
      'awscc_cloudformation_stack_set',
      'awscc_servicecatalog_cloudformation_provisioned_product',
    ])
      t.equal(await probe(`${type}.other`), '[0.. of (data.aws_subnets.found.ids)]', type);
  },
);

t.test('of the groups in a new VPC only the default one is known, whoever makes others', async (t) => {
  const found = 'data.aws_security_group.found';
  const source = `
resource "aws_vpc" "v" {}
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.v.id
}
data "aws_security_group" "found" {
  vpc_id = aws_vpc.v.id
}
resource "aws_lambda_function" "f" {
  probe = ${found}.id
}
`;
  const probe = async (after: object) => {
    const plan = [
      created('aws_vpc.v', ['default_security_group_id']),
      created('aws_security_group.g', ['vpc_id']),
      change(found, { actions: 'read', after, unknown: { id: true, vpc_id: true } }),
      change('aws_lambda_function.f', { unknown: { probe: true } }),
    ];
    const graph = graphOf({ resource_changes: plan }, { 'main.tf': source });
    return shown(await graph.configured('aws_lambda_function.f', ['probe']));
  };
  t.equal(await probe({}), `? ${found}.id`);
  t.equal(await probe({ name: 'g' }), `? ${found}.id`);
  t.equal(await probe({ name: 'default' }), 'new aws_vpc.v.default_security_group_id');
});

t.test('what is doubtful of a resource is doubtful wherever it is named', async (t) => {
  const source = `
resource "aws_subnet" "s" {
  count = 2
}
resource "aws_lambda_function" "f" {
  probe = [can(aws_subnet.s), can(aws_subnet.s)]
}
`;
  const plan = [created('aws_subnet.s[0]'), change('aws_lambda_function.f', { unknown: { probe: true } })];
  const graph = graphOf({ resource_changes: plan }, { 'main.tf': source });
  const probe = await graph.configured('aws_lambda_function.f', ['probe']);
  t.same(probe?.kind === 'list' && probe.items.map(({ kind }) => kind), ['unknown', 'unknown']);
});

t.test('how much is in a variable of which the type cannot be read', async (t) => {
  const module = (count: string) => `resource "aws_lambda_function" "f" {\n  probe = ${count}\n}\n`;
  const cases = [
    ['length(var.list)', '?'],
    ['length(var.one)', '1'],
    ['length(var.map)', '?'],
    ['length(var.map) > 0', 'true'],
  ] as const;
  for (const [expression, expected] of cases) {
    const graph = graphOf(
      { resource_changes: [change('module.m.aws_lambda_function.f', { unknown: { probe: true } })] },
      {
        'main.tf':
          'module "m" {\n  source = "./m"\n  list = ["a", "a"]\n  one = ["a"]\n  map = { a = 1 }\n}\n',
        'm/main.tf': module(expression),
        'm/variables.tf': 'variable "list" {',
      },
    );
    const value = await graph.configured('module.m.aws_lambda_function.f', ['probe']);
    t.equal(shown(value), expected, expression);
  }
});

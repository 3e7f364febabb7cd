# What functions and operators make of their arguments, also of unusual ones: a group is a list.

locals {
  reversed = reverse(aws_subnet.s[*].id)
  absent   = null
  greeting = "id $${id} %%{ for one in all }$${one}%%{ endfor }"
}

output "all_abs" {
  value = [
    abs("-5"),
  ]
}

output "all_alltrue" {
  value = [
    alltrue(["1"]),
    alltrue(["1", "true"]),
    alltrue([null]),
    alltrue([local.coin, true]),
    alltrue([for x in local.later : x != "zz"]),
    alltrue([for x in local.later : x == "zz"]),
    alltrue([for x in local.later : true]),
    alltrue(local.coin ? [true] : [false]),
    alltrue([]),
  ]
}

output "all_anytrue" {
  value = [
    anytrue(["1"]),
    anytrue(["0", "1"]),
    anytrue([null, true]),
    anytrue([for x in local.later : x == "zz"]),
    anytrue([for x in local.new : x == "zz"]),
    anytrue([for x in local.later : true]),
    anytrue([]),
  ]
}

output "all_base64decode" {
  value = [
    try(base64decode("YQ"), "fails"),
    base64decode("YQ=="),
    try(base64decode("/+8="), "fails"),
    base64decode(base64encode(aws_vpc.v.id)),
  ]
}

output "all_base64encode" {
  value = [
    base64encode("é"),
    base64encode(aws_vpc.v.id),
  ]
}

output "all_base64gzip" {
  value = [
    base64gzip("a"),
  ]
}

output "all_base64sha256" {
  value = [
    base64sha256("a"),
  ]
}

output "all_base64sha512" {
  value = [
    base64sha512("a"),
  ]
}

output "all_basename" {
  value = [
    basename("a/b/"),
    basename("/"),
    basename(""),
    basename("a/${aws_vpc.v.id}"),
    basename(aws_vpc.v.id),
  ]
}

output "all_can" {
  value = [
    can(aws_subnet.k[*].id),
    can(nonsensitive("a")),
    can(local.coin ? 1 : tonumber("x")),
    can(aws_subnet.k["zz"]),
    can(local.coin ? [] : ["a"]),
    can(local.coin ? ["a", null] : ["b"]),
    can(local.coin ? [["a"]] : []),
    can(local.coin ? [["a"]] : ["b"]),
    can(local.coin ? [{ a = 1 }] : [{ b = 1 }]),
    can(local.coin ? [{ a = 1 }] : [{ a = 2 }]),
    can(local.coin ? [local.new] : [local.old]),
    can(local.coin ? [data.aws_subnets.later.id] : []),
    can(local.coin ? 1 : true),
  ]
}

output "all_ceil" {
  value = [
    ceil("1.2"),
  ]
}

output "all_chomp" {
  value = [
    chomp("a\r\n\n"),
    chomp("a\n\r"),
  ]
}

output "all_chunklist" {
  value = [
    chunklist(["a", "b"], 0),
    try(chunklist(["a", "b"], -1), "fails"),
    try(chunklist(["a"], 1.5), "fails"),
    chunklist(local.coin ? ["a", "b"] : ["c"], 1),
    chunklist(local.later, 2),
  ]
}

output "all_cidrhost" {
  value = [
    cidrhost("10.0.0.0/16", -1),
    cidrhost("10.0.0.5/16", 1),
  ]
}

output "all_cidrnetmask" {
  value = [
    try(cidrnetmask("fd00::/8"), "fails"),
  ]
}

output "all_cidrsubnet" {
  value = [
    cidrsubnet("10.0.0.0/16", 0, 0),
    try(cidrsubnet("10.0.0.0/16", 0, 1), "fails"),
    try(cidrsubnet("10.0.0.0/16", 17, 0), "fails"),
    cidrsubnet("10.0.0.0/16", -1, 0),
    cidrsubnet("10.0.0.5/16", 8, 1),
    cidrsubnet("10.0.0.0/16", 8, -1),
    cidrsubnet("010.0.0.0/16", 8, 1),
    cidrsubnet("::ffff:10.0.0.0/112", 8, 1),
    cidrsubnet("0.0.0.0/0", 8, 10),
    cidrsubnet(local.coin ? "10.0.0.0/16" : "10.1.0.0/16", 8, 1),
    cidrsubnet("10.0.0.0/16", local.coin ? 8 : 4, 1),
  ]
}

output "all_cidrsubnets" {
  value = [
    try(cidrsubnets("0.0.0.0/8", 8), "fails"),
    cidrsubnets("10.0.0.0/16"),
    try(cidrsubnets("10.0.0.0/16", 0), "fails"),
    try(cidrsubnets("10.0.0.0/8", 33), "fails"),
  ]
}

output "all_coalesce" {
  value = [
    coalesce("", null, "a"),
    try(coalesce("", ""), "fails"),
    try(coalesce(null), "fails"),
    try(coalesce(), "fails"),
    coalesce(1, 2) == 1,
    coalesce(1, "a") == "1",
    coalesce(false, true),
    coalesce("", 5) == "5",
    coalesce(local.coin ? "a" : "", "b"),
    coalesce(one([for x in ["a"] : x if local.coin]), "b"),
    coalesce(random_id.coin.hex, "b"),
    coalesce(jsondecode(local.coin ? "\"a\"" : "null"), "b"),
  ]
}

output "all_coalescelist" {
  value = [
    try(coalescelist([], []), "fails"),
    coalescelist(local.later, ["a"]),
    try(coalescelist(toset(["a"]), ["b"]), "fails"),
    coalescelist(local.coin ? [] : ["a"], ["b"]),
    coalescelist([for x in local.new : x if local.coin], ["b"]),
    coalescelist(compact([local.coin ? "a" : ""]), ["b"]),
  ]
}

output "all_compact" {
  value = [
    compact([1, "", null]),
    compact(toset(["a", ""])),
    compact(local.later) == local.later,
  ]
}

output "all_concat" {
  value = [
    concat(local.coin ? ["a"] : [], local.coin ? ["a"] : []),
  ]
}

output "all_conditionals" {
  value = [
    try(true ? 1 : false, "fails"),
    true ? [1] : [],
    false ? { a = 1 } : {},
    { a = 1, b = 2 }[local.coin ? "a" : "b"],
    ["a", "b"][local.coin ? 0 : 1],
    try(["a", "b"][local.coin ? 0 : 5], "fails"),
    (local.coin ? { a = 1 } : { a = 2 }).a,
    (local.coin ? { a = 1, b = 2 } : { a = 2 }),
    (local.coin ? toset(["a"]) : toset(["b"])),
    (local.coin ? ["a"] : toset(["b"])),
    (local.coin ? null : "b"),
    (local.coin ? null : ["b"]),
    !local.coin ? "a" : "b",
    reverse(local.coin ? ["a", "b"] : ["c"])[0],
    sort(local.coin ? ["b", "a"] : ["d", "c"])[0],
    sort([local.coin ? "b" : "a", "c"])[0],
    local.coin ? "a" : 1,
    local.coin ? 1 : "a",
    [local.coin ? 1 : 2][0] + 1,
    local.coin ? [1] : ["a"],
    local.coin ? { a = 1 } : { a = "b" },
    local.coin ? tomap({ a = 1 }) : { b = 2 },
    local.coin ? [] : ["a", "b"],
    local.coin ? null : 5,
    (local.coin ? 1 : 2) < 3,
    (local.coin ? 1 : 2) > 1,
    local.coin ? (local.coin ? 1 : 2) : (local.coin ? 3 : 4),
    aws_subnet.s[length(local.later) > 9 ? 0 : 1].id,
    aws_subnet.k[local.coin ? "a" : "b"].id,
    try(true ? false : 1, "fails"),
    true ? 1 : null,
    false ? "a" : 1,
    true ? 1 : tonumber("x"),
    true ? 1 : length(local.later),
    try(local.coin ? 1 : true, "fails"),
    try(local.coin ? [1] : [true], "fails"),
    true ? { a = 1 } : { b = 1 },
    try(true ? [] : {}, "fails"),
    try(true ? "a" : ["b"], "fails"),
    true ? local.tiers : { z = 1 },
    (true ? local.new : [])[0],
    (true ? local.new : null)[0],
    (true ? local.new : [1])[0],
    (true ? [local.new] : [["a"]])[0][0],
  ]
}

output "all_contains" {
  value = [
    contains([1, 2], "2"),
    contains(["1"], 1),
    contains(toset([1]), "1"),
    contains([], "a"),
    contains([null], "a"),
    contains([local.coin ? "a" : "b"], "c"),
    contains(local.coin ? ["a"] : ["b"], "a"),
    contains([local.coin ? ["a"] : ["b"]], ["c"]),
    contains([{ a = "x" }], { a = "x" }),
    contains([["a"]], ["a"]),
    contains([toset(["a", "b"])], toset(["b", "a"])),
    contains(local.later, "subnet-0a100000000000000"),
    contains(local.coin ? local.new : local.old, local.new[0]),
    contains([for x in local.new : x if local.coin], local.new[0]),
    contains([for x in local.new : x if local.coin], "x"),
    contains(keys({ (local.coin ? "a" : "b") = 1 }), "c"),
    contains(values({ (local.coin ? "a" : "b") = "x" }), "x"),
    contains([toset(["a"])], ["a"]),
    contains([tolist(toset(local.new))], tolist(local.new)),
  ]
}

output "all_csvdecode" {
  value = [
    csvdecode("a,b\n1,2\n"),
    csvdecode("a\n\"x\ny\"\n"),
    try(csvdecode(""), "fails"),
    try(csvdecode("a,a\n1,2\n"), "fails"),
    try(csvdecode("a\n1,2\n"), "fails"),
  ]
}

output "all_dirname" {
  value = [
    dirname("/"),
    dirname(""),
    dirname("a/../b"),
    dirname("a/${aws_vpc.v.id}"),
    dirname(aws_vpc.v.id),
  ]
}

output "all_distinct" {
  value = [
    distinct([1, "1", 1]),
    distinct([[1], [1]]),
    distinct(["a", random_id.coin.hex]),
  ]
}

output "all_element" {
  value = [
    try(element([], 0), "fails"),
    try(element(["a", "b"], -1), "fails"),
    element(["a", "b"], 5),
    element(["a", "b"], "1"),
    try(element(["a", "b"], 0.5), "fails"),
    try(element(toset(["a"]), 0), "fails"),
    element(sort(local.new), 1),
    element(local.new, local.coin ? 0 : 1),
    element(local.coin ? ["a"] : ["b", "c"], 1),
    element(local.later, 0),
    element(concat(["a"], local.later), 0),
    element(concat(local.later, ["a"]), 0),
    element(local.later, 3) == local.later[0],
    element(reverse(local.later), 0) == element(local.later, 0),
  ]
}

output "all_endswith" {
  value = [
    endswith("abc", ""),
    endswith("", "a"),
    endswith("${aws_vpc.v.id}-x", "-x"),
    endswith("${aws_vpc.v.id}-x", "y"),
    endswith(aws_vpc.v.id, ""),
    endswith(local.new[0], "z"),
    endswith("x${random_id.coin.hex}", "x"),
  ]
}

output "all_flatten" {
  value = [
    flatten([aws_vpc_endpoint.e.network_interface_ids, "x"]),
    flatten([aws_vpc_endpoint.e.dns_entry]),
    flatten([[1], [[2, [3]]], "a"]),
    flatten([null, ["a"]]),
    flatten([toset(local.new), ["x"]]),
    flatten([toset(["b", "a"]), ["x"]]),
    flatten([local.coin ? [local.new[0]] : local.old]),
    try(flatten([local.coin ? ["a"] : "b"]), "fails"),
    try(flatten(local.coin ? [["a"], "b"] : [["c"]]), "fails"),
    flatten([for x in local.new : [x, "y"] if local.coin]),
    flatten([for x in local.new : [x, "y"] if !local.coin]),
    flatten([for x in local.later : [x]]),
    flatten([for x in local.later : { a = x }]),
    flatten([jsondecode(local.coin ? "[1]" : "2")]),
    flatten([[], [[]]]),
    flatten([for x in [["a"], ["b"]] : x if local.coin || x[0] == "b"]),
    flatten(values({ a = ["x"], b = local.coin ? ["y"] : [] })),
  ]
}

output "all_floor" {
  value = [
    floor(-0.5),
  ]
}

output "all_for" {
  value = [
    try([for x in null : x], "fails"),
    try([for x in "a" : x], "fails"),
    try([for x in 5 : x], "fails"),
    try({ for x in ["a", "a"] : x => 1 }, "fails"),
    { for x in ["a", "a"] : x => 1... },
    { for i, x in toset(["b", "a"]) : i => x },
    [for i, x in toset([2, 10]) : i],
    [for i, x in toset([2, 10]) : x],
    [for i, x in toset([true, false]) : x],
    [for k, v in { b = 1, a = 2 } : "${k}${v}"],
    [for x in local.later : upper(x)],
    { for x in local.later : x => 1 },
    { for x in local.new : x => 1 if local.coin },
    [for x in local.new : x if local.coin],
    [for x in(local.coin ? local.new : []) : x],
    try({ for k, v in local.tiers : (local.coin ? k : "z") => v }, "fails"),
    { for k, v in local.tiers : (local.coin ? k : "z") => v... },
    [for x in(local.coin ? null : ["b"]) : x],
    { for i, x in local.new : i => x },
    { for i, x in local.new : x => i }[aws_subnet.s[1].id],
    [for k, v in { for i, x in local.new : x => i } : v],
    [for p in setproduct(["a"], local.new) : p[1]],
    [for k in ["a"] : local.coin ? k : "z"],
    { for k in ["a", "b"] : k => local.coin },
    [for k, v in { a = 1, b = 2 } : k if v > (local.coin ? 0 : 1)],
    [for i, x in concat(["a"], local.later) : i],
    [for i, x in local.later : "${i}-${x}"],
    [for x in toset(local.new) : x][0],
    [for x in { a = 1 } : x],
    [for k, x in [{ a = local.coin }] : x.a],
    [for x in local.coin ? ["a"] : ["b", "c"] : upper(x)],
    [for x in jsondecode(local.coin ? "[]" : "[1,2]") : x + 1],
    { for x in jsondecode(local.coin ? "[]" : "[1,2]") : x => x },
    { for s in aws_subnet.s : s.cidr_block => s.id }["10.0.1.0/24"],
    { for s in aws_subnet.s : s.vpc_id => s.id... }[aws_vpc.v.id],
    { for s in aws_subnet.s : s.vpc_id => s.id... },
    [for x in aws_vpc_endpoint.e.subnet_ids : x],
    [for r in aws_security_group.g.ingress : r.from_port],
  ]
}

output "all_format" {
  value = [
    format("%v", 123456789012),
    format("%v", 1000000),
    format("%v", 100000),
    format("%v", 1234567),
    format("%v", 0.00001),
    format("%s", 123456789012),
    format("%d", 123456789012),
    format("%s", true),
    format("%v", true),
    format("%v", "1000000"),
    format("%s", 1000000),
    try(format("%d", 1.5), "fails"),
    format("%d", "5"),
    format("%X", 255),
    try(format("%x", "a"), "fails"),
    format("%+d", 5),
    format("% d", 5),
    format("%#x", 255),
    format("%.2f", 2.5),
    format("%.0f", 2.5),
    format("%.0f", 0.5),
    format("%q", "a\"b"),
    format("%5s", "é"),
    format("%-5s|", "ab"),
    format("%05d", -42),
    format("%e", 10),
    format("%b", 5),
    format("%o", 8),
    format("%t", "true"),
    try(format("%s"), "fails"),
    try(format("a", "b"), "fails"),
    format("%[2]s", "a", "b"),
    try(format("%[3]s", "a", "b"), "fails"),
    format("%v", ["a", 1]),
    try(format("%", 1), "fails"),
    format("%s-%s", aws_vpc.v.id, local.coin ? "a" : "b"),
    format("%d", length(local.later)),
    try(format("%s", local.new), "fails"),
    format("%s", local.coin),
  ]
}

output "all_formatlist" {
  value = [
    formatlist("%s-%s", local.new, ["a", "b", "c"]),
    formatlist("%s", local.later),
    try(formatlist("%s-%s", local.new, ["a"]), "fails"),
    formatlist("%s-%s", toset(local.new), ["a", "b", "c"]),
    formatlist("%s", toset(local.new)),
    formatlist("%s-%s", toset(["b", "a"]), ["x", "y"]),
    formatlist("%s", "a"),
    formatlist("%s", []),
    formatlist("x", []),
    try(formatlist("%s", ["a"], ["b"]), "fails"),
    formatlist("%s", local.coin ? ["a"] : ["b", "c"]),
    formatlist("%s %s", "a", local.coin ? ["a"] : ["b", "c"]),
  ]
}

output "all_indent" {
  value = [
    indent(2, "a"),
    indent(0, "a\nb"),
    indent(2, "a\n"),
    indent(2, "a\n${aws_vpc.v.id}"),
  ]
}

output "all_index" {
  value = [
    try(index(local.new, "x"), "fails"),
    try(index(["a", "b"], "c"), "fails"),
    try(index([1, 2], "2"), "fails"),
    index(sort(local.new), aws_subnet.s[0].id),
    index(concat(local.later, ["a"]), "a"),
    index([random_id.coin.hex, "a"], "a"),
    index([["a"], ["b"]], ["b"]),
    index(local.coin ? ["a", "b"] : ["b", "a"], "b"),
  ]
}

output "all_issensitive" {
  value = [
    nonsensitive(sensitive(issensitive(sensitive("a")))),
    nonsensitive(sensitive(issensitive("a"))),
  ]
}

output "all_join" {
  value = [
    join(",", toset([10, 9])),
    join(",", toset(["10", "9"])),
    join(",", toset(["b", "a"])),
    join(",", setunion([10], [9])),
    join("-", [1, true, "a"]),
    join("-", []),
    join("-", ["a"], ["b"]),
    try(join("-", [null]), "fails"),
    join(",", local.later),
    join(aws_vpc.v.id, ["a", "b"]),
    try(join(""), "fails"),
    join(",", local.coin ? ["a"] : ["b", "c"]),
    join(",", compact([local.coin ? "a" : "", "b"])),
    join(",", sort(local.new)) == join(",", local.new),
    join(",", toset(local.new)) == join(",", local.new),
    join(",", reverse(local.new)),
    join(",", [aws_vpc.v.id, random_id.coin.hex]),
  ]
}

output "all_jsondecode" {
  value = [
    jsondecode("1e2"),
    jsondecode("{\"a\":1,\"a\":2}").a,
    try(jsondecode("[1,]"), "fails"),
    jsondecode("null"),
    jsondecode("\"a\""),
    jsondecode("12345678901234567890"),
    jsondecode("{\"b\":1,\"a\":2}"),
    jsondecode(replace("{\"a\":\"K\"}", "K", aws_vpc.v.id)).a,
    jsondecode("{\"a\":\"${aws_vpc.v.id}\"}").a,
    jsondecode("{\"a\":${jsonencode(local.new)}}").a,
    try(jsondecode("{\"a\":${random_id.coin.hex}}"), "fails"),
    jsondecode("{\"a\":\"${random_id.coin.hex}\"}").a,
    jsondecode("{\"${aws_vpc.v.id}\":1}"),
    jsondecode("{\"a\":\"${aws_vpc.v.id}\\n\"}").a,
    jsondecode("{\"a\":\"\\\"${aws_vpc.v.id}\"}").a,
    jsondecode("[${join(",", [for x in local.new : "\"${x}\""])}]"),
    jsondecode(jsonencode({ a = local.coin ? 1 : "x" })).a,
    jsondecode(jsonencode([for x in local.new : x if local.coin])),
  ]
}

output "all_jsonencode" {
  value = [
    jsonencode(1.10),
    jsonencode(0.1 + 0.2),
    jsonencode(null),
    jsonencode("<>&\u2028"),
    jsonencode({ b = 1, a = [true, null] }),
    jsonencode("é\t\u0001"),
    jsonencode(1e-7),
    jsonencode(toset(local.new)),
    jsonencode(toset(["b", "a"])),
    jsonencode(toset([10, 9])),
    jsonencode(tomap({ b = 1, a = "x" })),
    jsonencode({ (aws_vpc.v.id) = 1 }),
    jsonencode([local.coin ? 1 : "1"]),
    jsonencode(local.coin),
    jsonencode("${aws_vpc.v.id}\""),
    jsonencode(["x-${random_id.coin.hex}"]),
    jsonencode([length(local.later)]),
    jsonencode([null, true, 1.5]),
    jsonencode([random_id.coin.hex]) == jsonencode([random_id.coin.hex]),
    jsonencode([random_id.coin.hex]) == "[\"${random_id.coin.hex}\"]",
  ]
}

output "all_keys" {
  value = [
    keys({}),
    try(keys(null), "fails"),
    keys({ for x in local.new : x => 1 }),
    keys(local.coin ? { a = 1 } : { b = 1 }),
  ]
}

output "all_length" {
  value = [
    length(flatten([aws_vpc_endpoint.e.network_interface_ids])) == 1,
    length(flatten([aws_vpc_endpoint.e.network_interface_ids])),
    length(flatten([terraform_data.given.output])),
    length({}),
    try(length(null), "fails"),
    try(length(5), "fails"),
    length(toset([1, "1"])),
    length(local.coin ? ["a"] : ["b"]),
    length(local.coin ? ["a"] : []),
    length(aws_subnet.k["a"].id) > 3,
    length(flatten([for x in local.new : [x, "y"] if !local.coin])),
    length(compact([local.coin ? "a" : "", "b"])),
    length(distinct([local.coin ? "a" : "b", "b"])),
    length(toset([local.coin ? "a" : "b", "b"])),
    length(concat(local.coin ? ["a"] : [], ["b"])),
    length([for x in local.new : x if local.coin]) < 4,
    length([for x in local.new : x if local.coin]) == 0,
    length(local.later) == 3,
    length(merge({ a = 1 }, { (local.coin ? "a" : "b") = 2 })),
    length(keys(merge({ a = 1 }, { (local.coin ? "a" : "b") = 2 }))),
    length({ for x in local.new : x => 1 if local.coin }),
    length(random_id.coin.hex) == 8,
    length(aws_vpc.v.id) > 4,
    length("x${aws_vpc.v.id}") > 1,
    length(setunion(local.new, local.later)) >= 3,
    length(setintersection(local.new, local.later)) == 0,
    length(split("", random_id.coin.hex)) > 0,
    length(setproduct(local.new, ["a", "b"])),
    length(aws_vpc_endpoint.e.subnet_ids),
    length(aws_vpc_endpoint.e.route_table_ids),
    length(aws_security_group.g.ingress),
  ]
}

output "all_log" {
  value = [
    log(0, 10) < 5,
    try(log(-1, 10), "fails"),
    log(8, 2),
    log(16, 2),
    log(100, 10),
  ]
}

output "all_lookup" {
  value = [
    try(lookup({ a = 1 }, "b"), "fails"),
    lookup({ a = 1 }, "a"),
    lookup(tomap({ a = "1" }), "b", 5) == "5",
    lookup({ a = "1" }, "b", 5) == 5,
    try(lookup({ a = 1 }, null, "x"), "fails"),
    try(lookup(null, "a", "x"), "fails"),
    lookup({ for i, x in local.new : x => tostring(i) }, aws_subnet.s[1].id, "z"),
    lookup(local.coin ? { a = 1 } : {}, "a", 2),
    lookup({ a = 1 }, local.coin ? "a" : "b", 2),
    lookup(merge({ a = 1 }, jsondecode(local.coin ? "{}" : "{\"a\":3}")), "a", 2),
    lookup({ for x in local.later : x => 1... }, "subnet-0a100000000000000", null),
    lookup({ for x in local.later : x => "1" }, "zz", "2"),
  ]
}

output "all_lower" {
  value = [
    lower("ÀB"),
    lower("İ"),
    lower("X-${aws_vpc.v.id}"),
  ]
}

output "all_matchkeys" {
  value = [
    try(matchkeys(["a"], ["x", "y"], ["x"]), "fails"),
    matchkeys(["a", "b"], ["x", "y"], []),
    matchkeys(["a", "b"], [1, 2], ["2"]),
    matchkeys(local.coin ? ["a"] : ["b"], ["x"], ["x"]),
    matchkeys(local.new, aws_subnet.s[*].cidr_block, ["10.0.1.0/24"]),
    matchkeys(local.new, aws_subnet.s[*].availability_zone, ["zz"]),
  ]
}

output "all_max" {
  value = [
    max(1, "5"),
    try(max([]...), "fails"),
    try(max(local.nothing...), "fails"),
    max(local.coin ? 1 : 2, 0),
  ]
}

output "all_md5" {
  value = [
    md5("é"),
    md5(aws_vpc.v.id) == md5(aws_vpc.v.id),
    md5(aws_vpc.v.id) == "a",
  ]
}

output "all_merge" {
  value = [
    merge(),
    merge(null),
    merge(null, { a = 1 }),
    try(merge({ a = 1 }, ["b"]), "fails"),
    merge({ a = { x = 1 } }, { a = { y = 2 } }),
    merge(tomap({ a = 1 }), { b = "x" }),
    merge(tomap({ a = 1 }), { b = "x" }).a == "1",
    merge(tomap({ a = 1 }), tomap({ b = "x" })).a == "1",
    merge({ a = 1 }, { b = "x" }).a == 1,
    merge({ a = 1 }, local.coin ? { b = 2 } : {}),
    merge({ a = 1 }, local.coin ? { a = 2 } : {}).a,
    merge(local.coin ? { a = 2 } : {}, { a = 1 }).a,
    merge({ a = 1 }, local.coin ? null : { a = 2 }).a,
    merge({ (aws_vpc.v.id) = 1 }, { (local.coin ? aws_vpc.v.id : "x") = 2 }),
    merge({ (aws_vpc.v.id) = 1 }, { (aws_vpc.v.id) = 2 })[aws_vpc.v.id],
    merge([{ a = 1 }, { a = 2 }]...).a,
    merge([for k, v in local.tiers : { (v) = k } if local.coin]...),
  ]
}

output "all_min" {
  value = [
    min([3, 2]...),
  ]
}

output "all_nonsensitive" {
  value = [
    nonsensitive("a"),
  ]
}

output "all_one" {
  value = [
    try(one(["a", "b"]), "fails"),
    try(one(null), "fails"),
    try(one(toset(local.new)), "fails"),
    one(local.coin ? [local.new[0]] : []),
    one([for x in local.new : x if local.coin]),
    one(local.coin ? ["a"] : []),
    one(local.coin ? [] : ["a"]),
    try(one(local.later), "fails"),
    one(compact([local.coin ? "a" : ""])),
    one([for x in ["a"] : x if local.coin]),
    one(slice(local.later, 0, 1)) == local.later[0],
  ]
}

output "all_operators" {
  value = [
    0.1 + 0.2 == 0.3,
    -7 % 3,
    (true ? 1 : aws_vpc.v.id) == "1",
    (true ? 1 : "x-${aws_vpc.v.id}") == "1",
    try((true ? 1 : false) == "1", "fails"),
    try((true ? 1 : false) == 1, "fails"),
    [local.coin ? 1 : "x"][0] == "1",
    (local.coin ? 1 : 2) == 1,
    (true ? null : "a") == null,
    0 * -1,
    [for x in ["a", "b"] : x if x != (local.coin ? "a" : "c")],
    values(tomap({ b = 1, a = "x" }))[1] == "1",
    tolist([1, "a"])[0] == "1",
    nonsensitive(sensitive(tonumber(sensitive("5")) + 1)),
    !"true",
    !true,
    -"5",
    try(-"a", "fails"),
    true && "true",
    try(true && 1, "fails"),
    1 < "2",
    "a" == 1,
    null == null,
    [] == [],
    {} == {},
    [1] == ["1"],
    { a = 1 } == { a = 1 },
    { a = "x" } == { a = "x" },
    [aws_vpc.v.id] == [aws_vpc.v.id],
    { a = aws_vpc.v.id } == { a = "x" },
    { a = aws_vpc.v.id } == { b = aws_vpc.v.id },
    [random_id.coin.hex] == ["a", "b"],
    [local.coin ? "a" : "b"] == ["c"],
    [local.coin ? "a" : "b"] == ["a"],
    { a = local.coin ? "a" : "b" } == { a = "c" },
    "x-${random_id.coin.hex}" == ["a"],
    "x-${random_id.coin.hex}" == null,
    "x-${random_id.coin.hex}" == "x-${random_id.coin.hex}",
    "x-${random_id.coin.hex}-y" == "x-y",
    [local.coin ? "a" : "b", "z"] == [local.coin ? "a" : "b", "z"],
    { for k, v in local.tiers : k => v if v != "public" },
    local.coin == true ? "a" : "b",
    local.coin && true,
    local.coin || false,
    local.coin && false,
    false || local.coin,
    null == local.coin,
    local.coin != null,
    [for i, x in local.new : i == 0 ? "first" : x],
    (local.coin ? null : 5) == 5,
    (local.coin ? null : 5) == null,
    (local.coin ? 1 : 2) == (local.coin ? 1 : 3),
    { for k in ["a", "b"] : k => k if local.coin || k == "b" },
    { for k in ["a", "b"] : k => k if local.coin || k == "b" }.b,
    [for i, x in concat(["a"], local.later) : x if i == 0],
    [for i, x in toset(["b", "a"]) : i == x],
    [for s in aws_subnet.s : s.id if s.vpc_id == aws_vpc.v.id],
    [for s in aws_subnet.s : s.id if s.vpc_id != aws_vpc.v.id],
    [for s in aws_subnet.s : s.cidr_block if s.id == local.new[1]],
    aws_subnet.k[random_id.coin.hex == "a" ? "zz" : "a"].id,
    "a-${aws_vpc.v.id}" == "a-${aws_vpc.v.id}",
    "a-${aws_vpc.v.id}" == "b-${aws_vpc.v.id}",
    "a-${random_id.coin.hex}" != "b",
    "a-${random_id.coin.hex}" == "a-",
    (true ? 1 : random_id.coin.id) == "1",
    (local.coin ? "a" : 1) == "1",
    (local.coin ? ["a"] : [1])[0] == "1",
    (true ? [1] : ["a"])[0] == "1",
    (true ? [1] : [2])[0] == 1,
    (true ? [1] : [])[0] == 1,
    reverse(local.later)[0] == local.later[0],
    sort(local.later)[0] == local.later[0],
    compact(local.later)[0] == local.later[0],
    distinct(local.later)[1] == local.later[1],
    tolist(toset(local.later))[0] == local.later[0],
    concat(reverse(local.later), local.later)[0] == concat(local.later, local.later)[0],
    tolist(setsubtract(local.later, ["subnet-0a100000000000000"]))[0] == local.later[0],
    local.later[0] == local.later[0],
    local.later[0] == local.later[1],
    concat([], local.later)[0] == local.later[0],
    keys({ for x in local.later : x => "v" })[0] == values({ for x in local.later : x => "v" })[0],
    concat(keys({ for x in local.later : x => "v" }), [])[0] == concat(values({ for x in local.later : x => "v" }), [])[0],
    [for x in local.later : x if x != "subnet-0a100000000000000"][0] == local.later[0],
    [for x in local.later : upper(x)][0] == local.later[0],
    flatten([local.later])[0] == local.later[0],
    flatten([reverse(local.later)])[0] == local.later[0],
    tolist(setintersection(local.later, ["subnet-0a200000000000000"]))[0] == local.later[0],
    "a-${random_id.coin.hex}" == "a-${random_id.coin.hex}",
    sort(local.later)[0] == sort(local.later)[0],
    sort(local.later)[0] == reverse(local.later)[0],
    concat([for x in ["a"] : x if local.coin], local.later)[0] == concat([for x in ["b"] : x if !local.coin], local.later)[0],
    concat(local.later, ["x"])[0] == local.later[0],
    concat(local.later, local.later)[0] == local.later[0],
  ]
}

output "all_parseint" {
  value = [
    parseint("007", 10),
    parseint("+5", 10),
    parseint("-ff", 16),
    parseint("Zz", 62),
    parseint("zz", 36),
    try(parseint("1_000", 10), "fails"),
    try(parseint("", 10), "fails"),
    parseint("12345678901234567890", 10),
  ]
}

output "all_parts" {
  value = [
    7 % 2.5,
    aws_vpc.v[*].id,
    local.new["0"],
    try(local.new[1.5], "fails"),
    try(local.new[-1], "fails"),
    try(local.new[5], "fails"),
    { "1" = "x" }[1],
    null[*],
    local.absent[*],
    aws_subnet.s[*].cidr_block,
    try(aws_subnet.s[*].id[0], "fails"),
    (aws_subnet.s[*].id)[0],
    [aws_subnet.s][0][1].id,
    values(aws_subnet.k)[0].id,
    aws_subnet.k["a"].cidr_block,
    concat(["a"], local.later)[0],
    concat(["a"], local.later)[1],
    concat(local.later, ["a"])[0],
    reverse(concat(["a"], local.later))[0],
    coalescelist(local.later, ["b"])[0],
    split(",", "${aws_vpc.v.id},${random_id.coin.hex}")[0],
    jsondecode(replace(jsonencode({ a = aws_vpc.v.id, b = "K" }), "K", "L")).b,
    jsondecode("[${length(local.later)}]")[0],
    csvdecode("a\n${aws_vpc.v.id}\n")[0].a,
    tolist(aws_vpc_endpoint.e.security_group_ids)[0],
    sort(aws_vpc_endpoint.e.subnet_ids)[0],
  ]
}

output "all_pathexpand" {
  value = [
    pathexpand("a"),
  ]
}

output "all_pow" {
  value = [
    pow(10, 400) > 5,
  ]
}

output "all_range" {
  value = [
    range(0, 1, 0.1),
    range(3, 0),
    range(3, 3),
    range(0),
    range(1.5),
    try(range(0, 3, -1), "fails"),
    try(range(5, 1, 2), "fails"),
    try(range(1, 4, 0), "fails"),
    range(local.coin ? 1 : 2),
    range(length(local.later)),
  ]
}

output "all_regex" {
  value = [
    regex("b", "abc"),
    regex("(b)(c)?", "abd"),
    regex("(?P<n>b)(?P<m>z)?", "abd"),
    try(regex("x", "abc"), "fails"),
    regex("", "abc"),
    regex("b*", "abc"),
    try(regex("(?P<n>b)(c)", "abc"), "fails"),
    try(regex("[", "abc"), "fails"),
    try(regex("^a$", "a\n"), "fails"),
    regex("(?m)^b$", "a\nb"),
    regex("(?s)a.b", "a\nb"),
    try(regex("a.b", "a\nb"), "fails"),
    regex("\\d+", "a12b3"),
    regex("[[:alpha:]]+", "12ab"),
    regex("\\bb", "a b"),
    try(regex("a{2,1}", "aa"), "fails"),
    try(regex("a{1001}", "aa"), "fails"),
    regex("(?i)B", "abc"),
    regex("(?U)a+", "aaa"),
    regex("a+?", "aaa"),
    regex("a|ab", "ab"),
    regex("\\pL+", "1é"),
    regex("\\x41", "A"),
    regex("\\Qa.b\\E", "a.b"),
    regex("\\z", "a"),
    regex("a\\z", "a"),
    regex("\\Aa", "a"),
    try(regex("\\C", "a"), "fails"),
    regex("[^a]", "ab"),
    regex("[a-]", "-"),
    regex("[]a]", "]"),
    regex("[\\w-]+", "a-b"),
    regex("(?:a)(b)", "ab"),
    try(regex("\\s", "\u000b"), "fails"),
    regex("[\\]a]", "]"),
    regex("\\_", "_"),
    regex("\\-", "-"),
    try(regex("\\y", "y"), "fails"),
    regex("{", "{"),
    regex("a{,2}", "a{,2}"),
    try(regex("x{2}{3}", "xxxxxx"), "fails"),
    try(regex("a**", "aa"), "fails"),
    try(regex("a++", "aa"), "fails"),
    regex("^vpc-(.*)$", aws_vpc.v.id),
    regex("^[a-z]+", aws_vpc.v.id),
    regex("^[a-z]+", "ab${random_id.coin.hex}"),
    regex("[^/]+$", "a/${aws_vpc.v.id}"),
    regex("^[^/]+", "a/${aws_vpc.v.id}"),
    regex("[^/]+$", "a/${random_id.coin.hex}"),
    try(regex("[^,]+$", "a,"), "fails"),
  ]
}

output "all_regexall" {
  value = [
    regexall("a", ""),
    regexall("", "ab"),
    regexall("(a)(b)?", "aab"),
    regexall("x", "abc"),
    regexall("vpc", aws_vpc.v.id),
    regexall("x", aws_vpc.v.id),
  ]
}

output "all_replace" {
  value = [
    replace("a.b", "", "-"),
    replace("aaa", "a", ""),
    replace("abc", "/b/", "[$0]"),
    replace("abc", "/(b)/", "$1$1x"),
    replace("abc", "/x*/", "-"),
    replace("abc", "/", "-"),
    replace("a/b", "/", "-"),
    replace("a//b", "//", "-"),
    replace("abc", "/b", "-"),
    try(replace("abc", "/[/", "-"), "fails"),
    replace("abc", "/(?P<n>b)/", "$n"),
    replace("abc", "/(?P<n>b)/", "$nx"),
    replace("abc", "/b/", "$$"),
    replace("abc", "b", "$0"),
    replace(5, "5", "6"),
    replace("x-${aws_vpc.v.id}", "x-", ""),
    replace("x-${aws_vpc.v.id}", "x", random_id.coin.hex),
    replace("x-${aws_vpc.v.id}", "-", "/"),
    replace(jsonencode({ a = aws_vpc.v.id }), "vpc", "x"),
    replace(jsonencode({ a = aws_vpc.v.id, b = "K" }), "K", "L"),
    replace(jsonencode({ a = random_id.coin.hex, b = "K" }), "K", "L"),
    replace(jsonencode({ b = "K", a = aws_vpc.v.id }), "\"", "'"),
    replace("K", "K", jsonencode({ a = aws_vpc.v.id })),
    replace("a/${aws_vpc.v.id}", "/.*\\//", ""),
    replace("a/b/${aws_vpc.v.id}", "/^.*\\//", ""),
    replace("a/b/", "/.*\\//", "x"),
  ]
}

output "all_reverse" {
  value = [
    reverse(toset(["a", "b"])),
    reverse(local.later),
    try(reverse("abc"), "fails"),
    reverse([]),
  ]
}

output "all_sensitive" {
  value = [
    nonsensitive(sensitive(sensitive("a") == "a")),
  ]
}

output "all_setintersection" {
  value = [
    setintersection(["a"], ["a"], ["b"]),
    setintersection(local.later, ["a"]),
    setintersection(local.new, local.later),
    setintersection([1], ["1"]),
  ]
}

output "all_setproduct" {
  value = [
    setproduct(["a"], toset(["b"])),
    try(setproduct(["a"]), "fails"),
    setproduct(toset(["b", "a"]), ["x"]),
    setproduct(["a", "b"], []),
    setproduct([1], ["a"]),
    setproduct([1, "a"], ["b"])[0][0] == "1",
    setproduct(local.coin ? ["a"] : [], ["x"]),
    setproduct(local.later, ["x"]),
  ]
}

output "all_setsubtract" {
  value = [
    setsubtract(["a"], [1]),
    setsubtract(local.later, local.new),
    setsubtract([1, 2], [2]),
    setsubtract(local.later, ["subnet-0a100000000000000"]) == toset(local.later),
  ]
}

output "all_setunion" {
  value = [
    setunion([1], ["1", "a"]),
    try(setunion(), "fails"),
  ]
}

output "all_sha512" {
  value = [
    sha512("a"),
  ]
}

output "all_signum" {
  value = [
    try(signum(0.5), "fails"),
    signum(-3),
    signum(0),
  ]
}

output "all_slice" {
  value = [
    try(slice(toset(["a"]), 0, 1), "fails"),
    try(slice(["a", "b"], 1, 5), "fails"),
    slice(["a", "b"], 2, 2),
    try(slice(["a", "b"], 2, 1), "fails"),
    slice(local.later, 0, 1),
    slice(concat(local.new, local.later), 0, 1),
    slice(sort(local.new), 0, 2),
    slice(local.new, 0, local.coin ? 1 : 2),
    slice(concat(["a"], local.later), 0, 1),
  ]
}

output "all_sort" {
  value = [
    sort(local.new) == tolist(local.new),
    sort(local.reversed) == tolist(local.reversed),
    sort(["B", "a", "C"]),
    sort(["10", "9"]),
    sort([10, 9]),
    sort([]),
    sort(["é", "z"]),
    sort(["c", local.coin ? "b" : "d"]),
  ]
}

output "all_split" {
  value = [
    split("", "abc"),
    split(",", ""),
    try(split(",", null), "fails"),
    split(",", 5),
    split("-", "a-${aws_vpc.v.id}"),
    split("/", "a/${aws_vpc.v.id}/b"),
    split("", aws_vpc.v.id),
    split("vpc", aws_vpc.v.id),
    split(",", "${aws_vpc.v.id},${random_id.coin.hex}"),
    split(",", local.coin ? "a,b" : "c"),
  ]
}

output "all_startswith" {
  value = [
    startswith("abc", ""),
    startswith("", "a"),
    startswith("x-${random_id.coin.hex}", "x-y"),
    startswith(aws_vpc.v.id, ""),
    startswith(random_id.coin.hex, "x"),
    startswith(local.coin ? "ab" : "ac", "a"),
  ]
}

output "all_strcontains" {
  value = [
    strcontains("abc", ""),
    strcontains("x-${aws_vpc.v.id}", "x"),
    strcontains("abc", "b"),
    strcontains("abc", "z"),
    strcontains(aws_vpc.v.id, "vpc"),
    strcontains(aws_vpc.v.id, "x"),
    strcontains("x-${aws_vpc.v.id}", "x-v"),
    strcontains("x-${aws_vpc.v.id}", "zz"),
  ]
}

output "all_strrev" {
  value = [
    strrev("abc"),
    strrev(aws_vpc.v.id),
  ]
}

output "all_substr" {
  value = [
    substr("hello", -7, 2),
    substr("hello", -3, 2),
    substr("hello", 1, -1),
    substr("hello", 10, 2),
    substr("hello", -10, -1),
    substr("hello", 0, 0),
    substr("hello", 2, 100),
    substr("x-${aws_vpc.v.id}", 0, 2),
    substr(aws_vpc.v.id, 0, -1),
    substr(aws_vpc.v.id, 4, -1),
    substr(random_id.coin.hex, 0, 0),
  ]
}

output "all_sum" {
  value = [
    sum(["1", "2"]),
    try(sum([]), "fails"),
    sum([0.1, 0.2]),
    try(sum([1, null]), "fails"),
    sum([local.coin ? 1 : 2, 3]),
  ]
}

output "all_templates" {
  value = [
    try("abc" [0], "fails"),
    "5" + 1,
    "%{for k, v in { b = 1, a = 2 } }${k}=${v};%{endfor}",
    "%{if true}a%{endif}",
    "%{if false}a%{endif}",
    try("x${[1, 2]}", "fails"),
    try("x${null}", "fails"),
    "%{for x in local.new}${x},%{endfor}",
    "%{for x in toset(local.new)}${x},%{endfor}",
    "%{for x in local.later}${x},%{endfor}",
    "%{if local.coin}a%{else}b%{endif}",
    "x%{if local.coin}a%{endif}",
  ]
}

output "all_templatestring" {
  value = [
    templatestring(local.greeting, { id = "x", all = ["a", "b"] }),
    try(templatestring(local.greeting, { id = "x" }), "fails"),
    try(templatestring(local.greeting, null), "fails"),
    templatestring(local.greeting, { id = aws_vpc.v.id, all = local.new }),
    templatestring(local.greeting, { id = aws_vpc.v.id, all = local.later }),
    templatestring(local.greeting, { id = aws_vpc.v.id, all = local.coin ? ["a"] : ["b"] }),
  ]
}

output "all_textdecodebase64" {
  value = [
    textdecodebase64("YQ==", "UTF-8"),
  ]
}

output "all_textencodebase64" {
  value = [
    textencodebase64("a", "UTF-8"),
  ]
}

output "all_title" {
  value = [
    title("ab cd-ef"),
    title(aws_vpc.v.id),
  ]
}

output "all_tobool" {
  value = [
    tobool("1"),
    tobool("0"),
    try(tobool("TRUE"), "fails"),
    try(tobool(1), "fails"),
    tobool(local.coin),
    try(tobool(random_id.coin.hex == "a" ? "true" : "x"), "fails"),
  ]
}

output "all_tolist" {
  value = [
    tolist(toset(local.new)) == tolist(local.new),
    tolist(toset(local.reversed)) == tolist(local.reversed),
    tolist(null),
    try(tolist(5), "fails"),
    tolist(toset([true, false])),
    tolist(toset([[2], [1]])),
    tolist(["a"]) == ["a"],
    tolist(local.coin ? toset(["a"]) : toset(["b"])),
  ]
}

output "all_tomap" {
  value = [
    tomap({ a = 1, b = "x" }).a == "1",
    tomap({ a = [1], b = ["x"] }),
    try(tomap({ a = [1], b = "x" }), "fails"),
    try(tomap(["a"]), "fails"),
    tomap(null),
    tomap({ a = "x" }) == { a = "x" },
    tomap({ a = local.coin ? 1 : 2 }),
    tomap(local.coin ? { a = 1 } : { b = 2 }),
  ]
}

output "all_tonumber" {
  value = [
    tonumber("+5"),
    tonumber(".5"),
    tonumber("5."),
    try(tonumber("1_000"), "fails"),
    try(tonumber("0x1F"), "fails"),
    tonumber("1e3"),
    tonumber("007"),
    tonumber("-0"),
    try(tonumber(" 5"), "fails"),
    tonumber("inf") > 5,
    tonumber("Inf") > 5,
    try(tonumber(""), "fails"),
    try(tonumber(true), "fails"),
    tonumber(local.coin ? "1" : "2"),
    try(tonumber(aws_vpc.v.id), "fails"),
  ]
}

output "all_toset" {
  value = [
    toset(local.new) == toset(reverse(local.new)),
    toset([1, 2, 1]),
    toset(["a", 1]),
    toset([true, "true"]),
    toset([null, "a"]),
    toset([[1], ["a"]]),
    toset(local.coin ? ["a", "a"] : ["b"]),
    toset(local.new) == toset(local.new),
    toset(["a", "b"]) == toset(["b", "a"]),
    toset([]) == toset([]),
    toset(["a"]) == toset([]),
  ]
}

output "all_tostring" {
  value = [
    tostring(1.50),
    tostring(true),
    tostring(local.coin),
    tostring(length(local.later)) == "3",
  ]
}

output "all_transpose" {
  value = [
    transpose({}),
    try(transpose({ a = "x" }), "fails"),
    transpose({ a = [1] }),
    transpose({ b = ["x"], a = ["x"] }),
    transpose({ a = [local.coin ? "x" : "y"] }),
    transpose({ a = ["x", "x"] }),
  ]
}

output "all_trim" {
  value = [
    trim("abc", ""),
    trim("aabca", "a"),
    trim("/${aws_vpc.v.id}/", "/"),
  ]
}

output "all_trimprefix" {
  value = [
    trimprefix("abc", ""),
    trimprefix("x-${aws_vpc.v.id}", "x-"),
  ]
}

output "all_trimspace" {
  value = [
    trimspace("\u00a0a\u00a0"),
    trimspace("\ufeffa"),
    trimspace("\u0085a"),
    trimspace("\u2003a"),
  ]
}

output "all_trimsuffix" {
  value = [
    trimsuffix("abc", "c"),
    trimsuffix("abc", ""),
    trimsuffix("abcc", "c"),
    trimsuffix("${aws_vpc.v.id}-x", "-x"),
    trimsuffix(random_id.coin.hex, ""),
  ]
}

output "all_try" {
  value = [
    try(local.coin ? local.new[9] : "x", "y"),
    try(local.tiers.zz, local.tiers["zz"], "last"),
    try(tonumber("x"), tonumber("5")),
    try(null.a, "x"),
    try([][0], "x"),
    try(one(local.new), "x"),
    try({}.a, {}["a"], "x"),
    try(coalescelist(local.coin ? ["a"] : [], []), "none"),
    try({ for k in ["a", "b"] : k => k if local.coin || k == "b" }.a, "none"),
    try(aws_subnet.k[random_id.coin.hex].id, "none"),
    try(aws_subnet.s[3].id, "none"),
  ]
}

output "all_upper" {
  value = [
    upper("ß"),
    upper("ŉ"),
    upper("ı"),
    upper("ǆ"),
    upper(aws_vpc.v.id),
  ]
}

output "all_urldecode" {
  value = [
    try(urldecode("a%20b"), "fails"),
  ]
}

output "all_urlencode" {
  value = [
    urlencode("a b&c/é~*'()!"),
    urlencode(aws_vpc.v.id),
    urlencode("a/${aws_vpc.v.id}"),
  ]
}

output "all_values" {
  value = [
    values({ b = 1, a = "x" }),
    values({ for i, x in local.new : x => i }),
    values(local.coin ? { a = 1 } : { b = 2 }),
  ]
}

output "all_yamldecode" {
  value = [
    yamldecode("a"),
    try(yamldecode(""), "fails"),
    yamldecode("- 1\n- a"),
    yamldecode("a: .inf").a > 5,
    yamldecode("a: ~"),
    yamldecode("? a\n: b"),
    yamldecode("1: a"),
    yamldecode("true: a"),
    yamldecode("a: &x 1\nb: *x"),
    yamldecode("a: !!str 1").a,
    yamldecode("a: !!int '1'").a,
    yamldecode("a: !!float 1").a,
    yamldecode("a: !!binary YQ==").a,
    yamldecode("a: 12345678901234567890").a,
    yamldecode("a: 2012-10-17T00:00:00Z").a,
    yamldecode("a: |\n  x\n  y\n").a,
    yamldecode("a: >\n  x\n  y\n").a,
    yamldecode("a: 1\na: 2").a,
    try(yamldecode("%YAML 1.2\n---\na: 1").a, "fails"),
    yamldecode("a: ${aws_vpc.v.id}").a,
    yamldecode("a: [${join(", ", local.new)}]").a,
    yamldecode("a: ${random_id.coin.hex}").a,
    yamldecode("a: \"${random_id.coin.hex}\"").a,
    yamldecode("${aws_vpc.v.id}: 1"),
    yamldecode("a: 'x-${aws_vpc.v.id}'").a,
    yamldecode("a: x${aws_vpc.v.id}y").a,
    yamldecode("a: ${length(local.later)}").a,
    yamldecode(yamlencode({ a = local.coin ? "1" : "x" })).a,
    yamldecode(yamlencode({ a = random_id.coin.hex })).a,
  ]
}

output "all_yamlencode" {
  value = [
    yamlencode({ a = random_id.coin.hex }),
    yamlencode(toset(["b", "a"])),
  ]
}

output "all_zipmap" {
  value = [
    try(zipmap(["a"], ["b", "c"]), "fails"),
    zipmap(["a", "a"], [1, 2]),
    zipmap([1, 2], ["a", "b"]),
    try(zipmap(["a"], toset(["x"])), "fails"),
    zipmap(local.coin ? ["a"] : ["b"], [1]),
    zipmap(["a"], [local.coin ? 1 : 2]).a,
    zipmap(local.later, local.later),
  ]
}

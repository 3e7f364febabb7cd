# Expressions that people write on identifiers and documents. `before.json` is what can be said of each before the
# apply, `after.json` what the apply gave.

provider "aws" {
  region = "us-east-1"
}

variable "prefix" {
  type    = string
  default = null
}

variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}

resource "random_id" "coin" {
  byte_length = 4
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s" {
  count      = 3
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_subnet" "k" {
  for_each   = { a = 11, b = 12 }
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.${each.value}.0/24"
}

resource "aws_security_group" "g" {
  name   = "g"
  vpc_id = aws_vpc.v.id
}

resource "aws_vpc_endpoint" "e" {
  vpc_id             = aws_vpc.v.id
  service_name       = "com.amazonaws.us-east-1.lambda"
  security_group_ids = [aws_security_group.g.id]
  subnet_ids         = aws_subnet.s[*].id
}

resource "terraform_data" "given" {
  input = { ids = aws_subnet.s[*].id, coin = random_id.coin.hex }
}

data "aws_subnets" "later" {
  depends_on = [random_id.coin]

  filter {
    name   = "vpc-id"
    values = ["vpc-0a100000000000000"]
  }
}

locals {
  coin  = random_id.coin.hex == "zz"
  new   = aws_subnet.s[*].id
  old   = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
  later = data.aws_subnets.later.ids
  tiers = { a = "private", b = "public" }

  template = "$${id}"
  nothing  = []
}

# Documents
output "json_there_and_back" { value = jsondecode(jsonencode({ ids = local.new, more = { vpc = aws_vpc.v.id, n = 1 } })) }
output "json_with_an_unknown_text" { value = jsondecode(jsonencode({ vpc = aws_vpc.v.id, coin = random_id.coin.hex })).vpc }
output "json_of_text_with_holes" { value = jsondecode("{\"a\": [\"${aws_vpc.v.id}\", \"x-${aws_vpc.v.id}\"], \"b\": 1}") }
output "yaml_of_text_with_holes" { value = yamldecode("vpc: ${aws_vpc.v.id}\nlist:\n  - x\n").vpc }
output "yaml_there_and_back" { value = yamldecode(yamlencode({ ids = local.new })).ids }
output "json_of_a_choice" { value = jsondecode(jsonencode({ id = local.coin ? aws_vpc.v.id : "vpc-1" })).id }
output "json_of_later" { value = jsondecode(jsonencode({ ids = local.later, vpc = aws_vpc.v.id })).vpc }

# Conditionals
output "unknown_condition" { value = local.coin ? local.new : local.old }
output "unknown_condition_twice" { value = [local.coin ? "a" : "b", local.coin ? "a" : "b"] }
output "unknown_condition_correlated" { value = (local.coin ? "a" : "b") == (local.coin ? "a" : "b") }
output "unknown_condition_to_nothing" { value = local.coin ? local.new : [] }
output "unknown_condition_negated" { value = !local.coin ? "x" : "y" }
output "choice_of_one" { value = (local.coin ? local.new : local.old)[0] }
output "choice_in_concat" { value = concat(local.coin ? [local.new[0]] : [], [local.new[1]]) }
output "try_over_a_choice" { value = try((local.coin ? local.new : local.old)[0], "none") }
output "can_over_a_choice" { value = can((local.coin ? local.new : local.old)[0]) }
output "try_over_a_conditional" { value = try(local.coin ? local.new : local.old, []) }
output "can_over_a_conditional" { value = can(local.coin ? "a" : "b") }
output "can_over_an_unknown_text" { value = can(random_id.coin.hex) }
output "can_of_a_number" { value = can(tonumber("x")) }
output "can_regex" { value = can(regex("^vpc-", "vpc-1")) }
output "not_null" { value = var.prefix != null ? var.prefix : aws_vpc.v.id }
output "new_is_not_null" { value = aws_vpc.v.id != null ? aws_vpc.v.id : "none" }
output "new_is_not_empty" { value = aws_vpc.v.id == "" ? "none" : aws_vpc.v.id }
output "new_lists_are_not_empty" { value = length(local.new) > 0 ? local.new : ["none"] }
output "new_list_is_not_the_empty_list" { value = local.new != [] ? "some" : "none" }
output "length_is_not_zero" { value = length(compact(local.new)) != 0 }
output "both_unknown" { value = local.coin && random_id.coin.hex == "a" }
output "coalesce_new" { value = coalesce(aws_vpc.v.id, "vpc-1") }
output "coalesce_null_first" { value = coalesce(var.prefix, aws_vpc.v.id) }
output "coalesce_of_try" { value = coalesce(try(local.tiers.c, null), aws_vpc.v.id) }
output "coalescelist_new" { value = coalescelist([], local.new) }

# Lists
output "setproduct_pairs" { value = [for p in setproduct(var.zones, local.new) : p[1] if p[0] == "a"] }
output "setproduct_plain" { value = setproduct(["a", "b"], [aws_vpc.v.id]) }
output "setproduct_of_nothing" { value = setproduct(["a"], []) }
output "transposed" { value = transpose({ a = ["x", "y"], b = ["x"] }) }
output "transposed_new" { value = keys(transpose({ (var.zones[0]) = ["x"] })) }
output "chunks" { value = chunklist(local.new, 2) }
output "chunk" { value = chunklist(local.new, 2)[1][0] }
output "matched_keys" { value = matchkeys(local.new, ["a", "b", "a"], ["a"]) }
output "matched_new_keys" { value = matchkeys(["x", "y", "z"], local.new, [aws_subnet.s[1].id]) }
output "matched_unknown_keys" { value = matchkeys(local.new, ["a", "b", "c"], [random_id.coin.hex]) }
output "sorted_new" { value = sort(local.new) }
output "sorted_new_as_a_set" { value = toset(sort(local.new)) }
output "sorted_first" { value = sort(local.new)[0] }
output "sorted_one" { value = sort([aws_vpc.v.id])[0] }
output "one_of_one" { value = one([aws_vpc.v.id]) }
output "one_of_none" { value = one([]) }
output "one_splat" { value = one(aws_vpc.v[*].id) }
output "element_wraps" { value = element(local.new, 4) }
output "element_of_later" { value = element(concat(local.new, local.later), 0) }
output "element_last" { value = element(local.new, length(local.new) - 1) }
output "slice_first" { value = slice(local.new, 0, min(2, length(local.new))) }
output "reversed" { value = reverse(local.new)[0] }
output "contains_new" { value = contains(local.new, aws_subnet.s[1].id) }
output "contains_not" { value = contains(local.old, aws_subnet.s[1].id) }
output "contains_known" { value = contains(local.new, "subnet-0a100000000000000") }
output "index_of_new" { value = index(local.new, aws_subnet.s[2].id) }
output "anytrue_of" { value = anytrue([for id in local.new : id == aws_subnet.s[0].id]) }
output "alltrue_of" { value = alltrue([for id in local.new : id != ""]) }
output "alltrue_of_none" { value = alltrue([]) }
output "anytrue_unknown" { value = anytrue([local.coin, true]) }
output "summed" { value = sum([for id in local.new : 1]) }
output "summed_of_lengths" { value = sum([length(local.new), length(local.old)]) }
output "rounded" { value = [abs(-2), ceil(1.2), floor(1.8), signum(-3), log(8, 2), pow(2, 3), parseint("ff", 16)] }
output "range_of_new" { value = [for i in range(length(local.new)) : local.new[i]] }
output "flattened_pairs" { value = flatten([for z in var.zones : [for id in slice(local.new, 0, 1) : { zone = z, id = id }]]) }
output "flattened_map" { value = { for p in flatten([for z in var.zones : [{ zone = z, id = aws_vpc.v.id }]]) : p.zone => p.id } }
output "distinct_new" { value = distinct(concat(local.new, local.new)) }
output "set_difference" { value = setsubtract(local.new, [aws_subnet.s[0].id]) }
output "set_meet" { value = setintersection(local.new, [aws_subnet.s[0].id, "subnet-0a100000000000000"]) }
output "splat_of_values" { value = values(aws_subnet.k)[*].id }
output "legacy_splat" { value = aws_subnet.s.*.id }
output "tolist_of_set" { value = tolist(toset([aws_vpc.v.id]))[0] }
output "compacted" { value = compact([aws_vpc.v.id, "", var.prefix]) }
output "joined_and_split" { value = split(",", join(",", local.new))[1] }
output "joined_in_a_condition" { value = join("", local.new) == "" ? "none" : "some" }
output "first_if_any" { value = length(local.new) > 0 ? element(local.new, 0) : null }
output "first_of_concat" { value = element(concat(local.new, [""]), 0) }
output "first_of_coalescelist" { value = element(coalescelist(local.new, [""]), 0) }
output "for_over_later" { value = [for id in local.later : id if id != aws_subnet.s[0].id] }
output "length_of_later" { value = length(local.later) >= 0 }
output "later_has_no_new" { value = contains(local.later, aws_vpc.v.id) }

# Maps
output "lookup_unknown_value" { value = lookup({ a = random_id.coin.hex, b = aws_vpc.v.id }, "b", "none") }
output "lookup_missing" { value = lookup({ a = random_id.coin.hex }, "c", "none") }
output "lookup_nested" { value = lookup(lookup({ a = { id = aws_vpc.v.id } }, "a", {}), "id", "none") }
output "grouped" { value = { for k, s in aws_subnet.k : local.tiers[k] => s.id... } }
output "grouped_several" { value = { for i, id in local.new : (i < 2 ? "x" : "y") => id... }["x"] }
output "keys_of_unknown_values" { value = keys({ for k, s in aws_subnet.k : k => s.id }) }
output "map_by_tier" { value = { for k, t in local.tiers : t => aws_subnet.k[k].id }["private"] }
output "merged" { value = merge({ a = "x" }, { for k, s in aws_subnet.k : k => s.id })["a"] }
output "merged_expanded" { value = merge([for k, s in aws_subnet.k : { (k) = s.id }]...)["b"] }
output "zipped" { value = zipmap(var.zones, slice(local.new, 0, 2))["b"] }
output "zipped_new_keys" { value = length(zipmap(local.new, ["a", "b", "c"])) }
output "by_new_key" { value = { for id in local.new : id => "x" }[aws_subnet.s[0].id] }
output "by_new_key_of_unknown" { value = { (aws_vpc.v.id) = aws_subnet.s[0].id }[aws_vpc.v.id] }
output "values_of_map" { value = sort(values({ b = "1", a = "2" })) }
output "inverted" { value = { for k, v in local.tiers : v => k }["public"] }

# Texts
output "trimmed_prefix" { value = trimprefix("arn:x", "arn:") }
output "trimmed_prefix_of_new" { value = trimprefix(aws_vpc.v.id, "arn:") }
output "trimmed_suffix_of_new" { value = trimsuffix(aws_vpc.v.id, "/") }
output "trimmed_new" { value = trim(aws_vpc.v.id, " /") }
output "trimmed_text" { value = trim("//a/", "/") }
output "trimmed_id_prefix" { value = trimprefix(aws_vpc.v.id, "vpc-") == "" }
output "lowered" { value = [lower(aws_vpc.v.id), trimspace(aws_vpc.v.id), chomp(aws_vpc.v.id)] }
output "uppered" { value = upper(aws_vpc.v.id) == "VPC-1" }
output "titled" { value = title("hello big-world o'neil") }
output "titled_words" { value = title("éa_b «c 1st x.y") }
output "can_of_a_function_that_fails" { value = can(cidrsubnet(random_id.coin.hex, 8, 1)) }
output "try_of_a_text_with_null" { value = try("x-${jsondecode(random_id.coin.hex == "" ? "null" : "null")}", "none") }
output "try_of_a_function_of_null" { value = try(concat(jsondecode(random_id.coin.hex == "" ? "null" : "null"), ["a"]), ["none"]) }
output "regex_with_optional_group" { value = regex("^(a)(-b)?$", "a") }
output "regex_lazy" { value = regex("(?i)^A+?b{1,2}[^x\\s.-]\\.", "aaBB7.x") }
output "regexall_groups" { value = regexall("(\\w)=(\\d+)", "a=1,b=22") }
output "matches_longer" { value = can(regex("^vpc-[^0-9a-f]", aws_vpc.v.id)) }
output "substr_known" { value = substr("subnet-0a1", 0, 6) }
output "substr_of_new" { value = substr(aws_vpc.v.id, 0, 4) }
output "substr_of_new_subnet" { value = substr(aws_subnet.s[0].id, 0, 7) }
output "starts" { value = startswith(aws_vpc.v.id, "vpc-") }
output "starts_short" { value = startswith(aws_vpc.v.id, "vp") }
output "starts_not" { value = startswith(aws_vpc.v.id, "subnet-") }
output "starts_with_choice" { value = startswith(local.coin ? aws_vpc.v.id : "vpc-1", "vpc-") }
output "starts_with_nothing" { value = startswith(random_id.coin.hex, "") }
output "ends_not" { value = endswith(aws_vpc.v.id, "/") }
output "has" { value = strcontains(aws_vpc.v.id, "vpc-") }
output "has_not" { value = strcontains(aws_vpc.v.id, ",") }
output "matches_id" { value = can(regex("^vpc-[0-9a-f]+$", aws_vpc.v.id)) }
output "matches_prefix" { value = can(regex("^subnet-", aws_subnet.s[0].id)) }
output "matches_not" { value = can(regex("^arn:", aws_vpc.v.id)) }
output "regex_known" { value = regex("^(\\w+)-(\\d+)$", "ab-12") }
output "regex_named" { value = regex("(?P<kind>[a-z]+)-(?P<rest>.*)", "vpc-0a").kind }
output "regex_whole" { value = regex("[a-z]+", "53453453.345345aaabbbccc23454") }
output "regex_or" { value = try(regex("zz", "abc"), "none") }
output "regexall_known" { value = regexall("[a-z]+", "ab1cd2") }
output "regexall_counted" { value = length(regexall("^vpc-", "vpc-1")) > 0 ? "yes" : "no" }
output "regexall_on_new" { value = length(regexall("^vpc-", aws_vpc.v.id)) > 0 ? "yes" : "no" }
output "replaced" { value = replace("a.b.c", ".", "-") }
output "replaced_by_pattern" { value = replace("a1b22", "/[0-9]+/", "-") }
output "replaced_by_groups" { value = replace("john-smith", "/(\\w+)-(?P<last>\\w+)/", "$last $1") }
output "replaced_in_new" { value = replace(aws_vpc.v.id, "/", "-") }
output "replaced_in_template" { value = replace("a.b-${aws_vpc.v.id}", ".", "_") }
output "formatted" { value = format("%s-%03d|%5s|%-5s|%x|%q|%t|%.2f|%v|%%", "a", 7, "b", "c", 255, "q", true, 1.006, 3) }
output "formatted_positions" { value = format("%[2]s %[1]s %s", "a", "b") }
output "formatted_new" { value = format("arn:x:%s/%s", "y", aws_vpc.v.id) }
output "formatted_alone" { value = format("%s", aws_vpc.v.id) }
output "formatted_list" { value = formatlist("%s-%02d", ["a", "b"], [1, 2]) }
output "formatted_list_new" { value = formatlist("%s", local.new) }
output "formatted_list_scalar" { value = formatlist("%s/%s", "x", local.new)[1] }
output "formatted_json" { value = format("%#v %v", { a = 1 }, ["x"]) }
output "joined" { value = join("-", ["a", var.prefix == null ? "b" : var.prefix]) }
output "interpolated" { value = "${var.zones[0]}-${aws_vpc.v.id}" }
output "directive" { value = "%{if length(local.new) > 0}some%{else}none%{endif}" }
output "indented" { value = indent(2, "a\nb") }
output "hidden_and_shown" { value = nonsensitive(sensitive(aws_vpc.v.id)) }
output "as_text" { value = tostring(aws_vpc.v.id) }
output "as_set" { value = toset([for s in aws_subnet.k : s.id]) }
output "as_map" { value = tomap({ a = aws_vpc.v.id })["a"] }
output "encoded" { value = [base64decode(base64encode("a")), urlencode("a b/c"), md5("a"), sha1("a"), sha256("a"), basename("a/b.c"), dirname("a/b")] }
output "cidrs" { value = [cidrsubnet("10.0.0.0/16", 8, 2), cidrhost("10.0.0.0/16", 5), cidrnetmask("10.0.0.0/16")] }
output "cidrs_several" { value = cidrsubnets("10.0.0.0/16", 8, 8, 4) }
output "cidrs_of_six" { value = [cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162), cidrhost("fd00::/72", -1), cidrsubnets("fd00::/56", 8, 16)[1]] }
output "cidrs_that_fail" { value = [try(cidrsubnet("10.0.0.0/16", 8, 256), "none"), try(cidrhost("10.0.0.0/30", 4), "none"), try(cidrsubnets("10.0.0.0/30", 1, 1, 1)[0], "none")] }
output "csv" { value = csvdecode("name,tier\n\"a,\"\"b\",x\r\n\nc,\n") }
output "csv_that_fails" { value = try(csvdecode("a,b\n1\n"), "none") }
output "files_there" { value = fileset(path.module, "**/{main,other}.t?") }
output "file_there" { value = fileexists("${path.module}/main.tf") }
output "given_out" { value = [terraform_data.given.output.ids[1], terraform_data.given.output.coin] }
output "element_of_an_attribute_that_is_a_set" { value = [tolist(aws_vpc_endpoint.e.subnet_ids)[0], tolist(aws_vpc_endpoint.e.security_group_ids)[0]] }
output "json_of_a_set" { value = jsondecode(jsonencode(toset(local.new)))[0] }
output "template_of_text" { value = templatestring(local.template, { id = aws_vpc.v.id }) }
output "equal_texts" { value = aws_vpc.v.id == random_id.coin.hex }
output "unequal_templates" { value = "x-${random_id.coin.hex}" == "y" }
output "workspace" { value = terraform.workspace == "default" ? aws_vpc.v.id : "none" }
output "timestamps" { value = length(plantimestamp()) > 0 ? "a" : "b" }

# Types that do not show
output "empty_of_a_type" { value = [var.zones == [], tolist([]) == [], toset([]) == [], tomap({}) == {}, [] == [], local.nothing == []] }
output "alike_of_a_type" { value = [var.zones == ["a", "b"], split(",", "a") == ["a"], toset(["a"]) == toset(["a"]), [for z in var.zones : z] == ["a", "b"]] }
output "of_one_type" { value = concat(tolist([1, "a"]), tolist([1, aws_vpc.v.id]), values(tomap({ a = true, b = "x" })), [coalesce(1, "a"), true ? 1 : "a"]) }
output "sets_of_one_type" { value = [length(toset([1, "1"])), length(setunion(["1"], [1])), length(distinct(["1", 1]))] }
output "sets_in_order" { value = [zipmap(toset(["b", "a"]), [1, 2]).a, chunklist(toset(["b", "a"]), 1)[0][0], formatlist("%s%s", toset(["b", "a"]), ["1", "2"])[0], tolist(toset([10, 9]))[0]] }
output "numbers_as_truth" { value = "1" ? "yes" : "no" }
output "of_null" { value = [toset(null) == null, try(one(null), "fails"), try(coalescelist(null, ["a"])[0], "fails")] }
output "directories" { value = [dirname("a"), dirname("a/b/"), dirname("/a"), dirname("a//b")] }
output "no_base64" { value = try(base64decode("!!"), "fails") }

# YAML as Terraform reads it
output "yaml_truths" { value = yamldecode("a: yes\nb: No\nc: on\nd: 'no'\ne: y\nf: oFF\n") }
output "yaml_merged" { value = yamldecode("base: &base {m: 1, n: 2}\nfirst: {<<: *base, m: 3}\nlast: &last {z: 1, <<: *base}\nagain: {y: 1, <<: *last}\n") }
output "yaml_merged_over" { value = yamldecode("base: &base {m: 1}\nlast: {m: 3, <<: *base}\n").last.m }
output "yaml_numbers" { value = yamldecode("a: 017\nb: 0o17\nc: 0x1F\nd: 1_000\ne: 12:30\nf: 1e3\n") }
output "yaml_dates" { value = yamldecode("a: 2012-10-17\nb: '2012-10-17'\n") }
output "yaml_that_fails" { value = [try(yamldecode("a: 1\n---\nb: 2\n"), "fails"), try(yamldecode("[1, 2"), "fails"), try(yamldecode("a: !x 1"), "fails")] }

#include "mig/schema/schema.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

namespace mig::schema {
namespace {

using document::LocatedValue;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Reads well-formed JSON with spans, without the strictness that these tests do not need.
class TestReader {
 public:
  explicit TestReader(std::string_view text) : text_(text) {}

  LocatedValue read() {
    skip_blanks();
    const auto begin = at_;
    if (text_[at_] == '{') return read_object(begin);
    if (text_[at_] == '[') return read_array(begin);
    const auto token = nlohmann::json::parse(take_scalar());
    const Span span = {begin, at_};
    if (token.is_boolean()) return {span, token.get<bool>()};
    if (token.is_number_integer()) return {span, token.get<std::int64_t>()};
    if (token.is_number()) return {span, token.get<double>()};
    if (token.is_string()) return {span, token.get<std::string>()};
    return {span, nullptr};
  }

 private:
  void skip_blanks() {
    at_ = static_cast<std::uint32_t>(std::min(text_.find_first_not_of(" \n,:", at_), text_.size()));
  }

  std::string_view take_scalar() {
    const auto begin = at_;
    if (text_[at_] != '"') {
      at_ = static_cast<std::uint32_t>(std::min(text_.find_first_of(" \n,]}", at_), text_.size()));
    } else {
      for (++at_; text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1U : 0U;
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  LocatedValue read_array(std::uint32_t begin) {
    document::Array entries;
    for (++at_, skip_blanks(); text_[at_] != ']'; skip_blanks()) entries.push_back(read());
    ++at_;
    return {Span{begin, at_}, std::move(entries)};
  }

  LocatedValue read_object(std::uint32_t begin) {
    document::Object members;
    for (++at_, skip_blanks(); text_[at_] != '}'; skip_blanks()) {
      const auto key = read();
      members.push_back({*key.string(), key.span(), read()});
    }
    ++at_;
    return {Span{begin, at_}, std::move(members)};
  }

  std::string_view text_;
  std::uint32_t at_ = 0;
};

LocatedValue json(std::string_view text) {
  return TestReader(text).read();
}

Schema compiled(std::string_view text, const std::vector<SchemaDocument>& others = {}) {
  const LocatedValue value = json(text);
  auto schema = Schema::compile({"", &value}, others);
  if (!schema) throw std::logic_error(schema.error().message);
  return std::move(*schema);
}

std::vector<Violation> check(std::string_view schema, std::string_view instance,
                             std::size_t limit = 100) {
  return compiled(schema).validate(json(instance), limit);
}

std::vector<std::string> messages(std::string_view schema, std::string_view instance) {
  std::vector<std::string> all;
  for (Violation& violation : check(schema, instance)) all.push_back(std::move(violation.message));
  return all;
}

std::string_view text_at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

std::string refusal(std::string_view text) {
  const LocatedValue value = json(text);
  const auto schema = Schema::compile({"", &value});
  if (schema) return {};
  EXPECT_EQ(schema.error().kind, ErrorKind::configuration);
  return schema.error().message;
}

constexpr std::string_view kStore = R"({"properties": {"type": {
  "description": "the store", "enum": ["postgis", "search", "graph", "other"]}}})";

TEST(SchemaMessage, EnumNamesValueListAndSuggestion) {
  constexpr std::string_view text = R"({"type": "postgiss"})";
  const auto found = check(kStore, text);
  ASSERT_THAT(found, SizeIs(1));
  const Violation& violation = found[0];
  EXPECT_EQ(violation.kind, ViolationKind::invalid_value);
  EXPECT_EQ(violation.keyword, "enum");
  EXPECT_EQ(violation.instance_path, "type");
  EXPECT_EQ(violation.schema_path, "#/properties/type/enum");
  EXPECT_EQ(violation.description, "the store");
  EXPECT_EQ(violation.suggestion, "postgis");
  EXPECT_EQ(violation.message,
            R"("type" is "postgiss"; allowed are "postgis", "search", "graph", "other")");
  EXPECT_THAT(violation.allowed, ElementsAre("postgis", "search", "graph", "other"));
  EXPECT_EQ(text_at(text, violation.span), R"("postgiss")");
}

TEST(SchemaMessage, ConstNamesTheOneValue) {
  EXPECT_THAT(messages(R"({"properties": {"v": {"const": "receipt.v1"}}})", R"({"v": 2})"),
              ElementsAre(R"("v" is 2; it must be "receipt.v1")"));
}

TEST(SchemaMessage, WrongTypeTellsTheCure) {
  constexpr std::string_view schema = R"({"properties": {
    "on": {"type": "boolean"}, "rows": {"type": "integer"}, "name": {"type": "string"},
    "files": {"type": "array"}, "either": {"type": ["string", "null", "boolean"]},
    "ratio": {"type": "number"}, "map": {"type": "object"}}})";
  EXPECT_THAT(
      messages(schema, R"({"on": "true", "rows": "12", "name": 1.5, "files": "a.sql",
                           "either": [1], "ratio": "abc", "map": null})"),
      ElementsAre(R"("on" must be a boolean; got a string "true"; write it without quotes)",
                  R"("rows" must be an integer; got a string "12"; write it without quotes)",
                  R"("name" must be a string; got a number 1.5; put it in quotes)",
                  R"("files" must be an array; got a string "a.sql"; write it as a list)",
                  R"("either" must be null, a boolean or a string; got an array)",
                  R"("ratio" must be a number; got a string "abc")",
                  R"("map" must be an object; got null)"));
  const auto found = check(schema, R"({"rows": 1.5})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, ViolationKind::wrong_type);
}

TEST(SchemaMessage, WrongTypeAtTheRoot) {
  EXPECT_THAT(messages(R"({"type": "object"})", "[]"),
              ElementsAre("the document must be an object; got an array"));
}

TEST(SchemaMessage, MissingFieldPointsAtTheOwningKey) {
  constexpr std::string_view schema = R"({"required": ["limits"], "properties": {
    "limits": {"required": ["rows"], "properties": {"rows": {"description": "how many"}}},
    "list": {"items": {"required": ["a"]}}}})";
  constexpr std::string_view text = R"({"limits": {"x": 1}, "list": [{"b": 1}]})";
  const auto found = check(schema, text);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].kind, ViolationKind::missing_field);
  EXPECT_EQ(found[0].keyword, "required");
  EXPECT_EQ(found[0].property, "rows");
  EXPECT_EQ(found[0].instance_path, "limits");
  EXPECT_EQ(found[0].description, "how many");
  EXPECT_EQ(found[0].message, R"(field "limits.rows" is missing)");
  EXPECT_EQ(text_at(text, found[0].span), R"("limits")");
  EXPECT_EQ(found[1].message, R"(field "list[0].a" is missing)");
  EXPECT_EQ(text_at(text, found[1].span), "{");
  EXPECT_THAT(messages(schema, "{}"), ElementsAre(R"(field "limits" is missing)"));
}

TEST(SchemaMessage, MissingFieldsBeyondSixtyFour) {
  std::string names;
  std::string members;
  for (int i = 0; i < 70; ++i) {
    names += fmt::format("{}\"k{}\"", i == 0 ? "" : ", ", i);
    if (i != 68) members += fmt::format("\"k{}\": 1, ", i);
  }
  const std::string schema = fmt::format(R"({{"required": [{}]}})", names);
  EXPECT_THAT(messages(schema, fmt::format("{{{}}}", members)),
              ElementsAre(R"(field "k68" is missing)"));
  EXPECT_THAT(messages(schema, fmt::format(R"({{{}"k68": 1}})", members)), IsEmpty());
}

TEST(SchemaMessage, UnknownKeyPointsAtTheKeyAndSuggestsAnAbsentOne) {
  constexpr std::string_view schema = R"({"properties": {"scope": {
    "description": "what may be touched", "additionalProperties": false,
    "properties": {"allowed_tables": {}, "allowed_table": {}}, "patternProperties": {"^x-": {}}}}})";
  constexpr std::string_view text =
      R"({"scope": {"allowed_table": 1, "allowed_tabel": 2, "x-a": 3}})";
  const auto found = check(schema, text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, ViolationKind::unknown_key);
  EXPECT_EQ(found[0].keyword, "additionalProperties");
  EXPECT_EQ(found[0].property, "allowed_tabel");
  EXPECT_EQ(found[0].instance_path, "scope");
  EXPECT_EQ(found[0].description, "what may be touched");
  EXPECT_EQ(found[0].suggestion, "allowed_tables");
  EXPECT_THAT(found[0].allowed, ElementsAre("allowed_tables", "allowed_table"));
  EXPECT_EQ(found[0].message,
            R"("allowed_tabel" is not a known field of "scope"; known are "allowed_tables", )"
            R"("allowed_table", keys like ^x-)");
  EXPECT_EQ(text_at(text, found[0].span), R"("allowed_tabel")");
  EXPECT_THAT(messages(R"({"additionalProperties": false})", R"({"a": 1})"),
              ElementsAre(R"("a" is not a known field; none is allowed)"));
}

TEST(SchemaMessage, NumbersAndStringsAndCounts) {
  constexpr std::string_view schema = R"({"properties": {
    "a": {"maximum": 3}, "b": {"exclusiveMinimum": 0}, "c": {"multipleOf": 0.5},
    "d": {"minimum": 2}, "e": {"exclusiveMaximum": 2}, "f": {"minLength": 1},
    "g": {"maxLength": 2}, "h": {"pattern": "^[a-z]+$"}, "i": {"minItems": 1},
    "j": {"maxItems": 1}, "k": {"minProperties": 1}, "l": {"maxProperties": 1},
    "m": {"contains": {"const": "x"}}, "n": {"items": [{}], "additionalItems": false},
    "o": {"uniqueItems": true}, "p": false, "q": {"minItems": 2}}})";
  EXPECT_THAT(
      messages(schema, R"({"a": 4, "b": 0, "c": 0.7, "d": 1.5, "e": 2, "f": "", "g": "äöü",
                 "h": "A", "i": [], "j": [1, 2], "k": {}, "l": {"a": 1, "b": 2}, "m": ["y"],
                 "n": [1, 2, 3], "o": [1, "a", 1.0], "p": 1, "q": [1]})"),
      ElementsAre(R"("a" is 4; it must be at most 3)", R"("b" is 0; it must be more than 0)",
                  R"("c" is 0.7; it must be a multiple of 0.5)",
                  R"("d" is 1.5; it must be at least 2)", R"("e" is 2; it must be less than 2)",
                  R"("f" is empty; at least 1 character is required)",
                  R"("g" has 3 characters; at most 2 are allowed)",
                  R"("h" is "A"; it does not match the pattern ^[a-z]+$)",
                  R"("i" is empty; at least 1 entry is required)",
                  R"("j" has 2 entries; at most 1 is allowed)",
                  R"("k" is empty; at least 1 field is required)",
                  R"("l" has 2 fields; at most 1 is allowed)", R"("m" has no entry "x")",
                  R"("n[1]" is 2; at most 1 entry is allowed)",
                  R"("o[2]" is 1; "o[0]" is the same)", R"(field "p" is not allowed here)",
                  R"("q" has 1 entry; at least 2 are required)"));
}

TEST(SchemaMessage, FaultsOfWholeListsPointAtTheKey) {
  constexpr std::string_view text = R"({"i": []})";
  const auto found = check(R"({"properties": {"i": {"minItems": 1}}})", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(text_at(text, found[0].span), R"("i")");
  const auto empty = check(R"({"minProperties": 1})", "{}");
  ASSERT_THAT(empty, SizeIs(1));
  EXPECT_EQ(empty[0].kind, ViolationKind::missing_field);
}

TEST(SchemaMessage, DependenciesNameWhoNeedsTheField) {
  constexpr std::string_view schema = R"({"dependencies": {
    "a": ["b"], "c": {"properties": {"d": {"type": "string"}}}}})";
  EXPECT_THAT(messages(schema, R"({"a": 1, "c": 1, "d": 2})"),
              ElementsAre(R"(field "b" is missing; "a" requires it)",
                          R"("d" must be a string; got an integer 2; put it in quotes)"));
  EXPECT_THAT(messages(schema, R"({"b": 1, "d": 2})"), IsEmpty());
}

TEST(SchemaMessage, PropertyNames) {
  constexpr std::string_view text = R"({"map": {"good": 1, "Bad": 2}})";
  const auto found =
      check(R"({"properties": {"map": {"propertyNames": {"pattern": "^[a-z]+$"}}}})", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, ViolationKind::unknown_key);
  EXPECT_EQ(found[0].property, "Bad");
  EXPECT_EQ(found[0].instance_path, "map");
  EXPECT_EQ(found[0].message,
            R"(as a key, "map.Bad" is "Bad"; it does not match the pattern ^[a-z]+$)");
  EXPECT_EQ(text_at(text, found[0].span), R"("Bad")");
}

TEST(SchemaMessage, NotNamesWhatMayNotBe) {
  const auto found = check(R"({"not": {"required": ["reason"]}})", R"({"a": 1, "reason": 2})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, ViolationKind::unknown_key);
  EXPECT_EQ(found[0].message, R"(field "reason" is not allowed here)");
  EXPECT_THAT(messages(R"({"not": {"enum": [1, 2]}})", "2"),
              ElementsAre("the document is 2; this value is not allowed here"));
  EXPECT_THAT(messages(R"({"not": {"title": "a small number", "maximum": 3}})", "2"),
              ElementsAre("the document is 2; it may not be: a small number"));
  EXPECT_THAT(messages(R"({"not": {"maximum": 3}})", "2"),
              ElementsAre("the document is 2; it has a form that is not allowed here"));
  EXPECT_THAT(messages(R"({"items": false})", "[2]"), ElementsAre(R"("[0]" is not allowed here)"));
}

TEST(SchemaMessage, ConditionReportsTheBranchItself) {
  constexpr std::string_view schema = R"({"properties": {"why": {"description": "the reason"}},
    "if": {"properties": {"kind": {"const": "hard"}}},
    "then": {"required": ["why"]}, "else": {"properties": {"why": {"type": "null"}}}})";
  const auto found = check(schema, R"({"kind": "hard"})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].message, R"(field "why" is missing)");
  EXPECT_EQ(found[0].description, "the reason");
  EXPECT_EQ(found[0].schema_path, "#/then/required");
  EXPECT_THAT(messages(schema, R"({"kind": "soft", "why": []})"),
              ElementsAre(R"("why" must be null; got an array)"));
}

TEST(SchemaMessage, LongValuesAreShortened) {
  const std::string text = fmt::format("\"{:x<500}\"", "");
  EXPECT_THAT(messages(R"({"const": 1})", text),
              ElementsAre(fmt::format("the document is \"{:x<60}...\"; it must be 1", "")));
  std::string list = "[0";
  for (int i = 1; i < 500; ++i) list += fmt::format(", {}", i);
  const auto found = messages(R"({"const": 1})", list + "]");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_LT(found[0].size(), 100U);
  EXPECT_THAT(found[0], HasSubstr("[0, 1, 2, "));
  EXPECT_THAT(messages(R"({"const": 1})", R"({"a": [true, null], "b\n\u001b": "q\"\\\r\t"})"),
              ElementsAre(R"(the document is {"a": [true, null], "b\n\u001b": "q\"\\\r\t"}; )"
                          "it must be 1"));
}

TEST(SchemaMessage, LongListsAreShortened) {
  const auto found = messages(R"({"enum": [1,2,3,4,5,6,7,8,9,10,11,12,13,14]})", "0");
  EXPECT_THAT(found, ElementsAre("the document is 0; allowed are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "
                                 "11, 12 and 2 more"));
}

TEST(SchemaBranches, DiscriminatorPicksTheBranch) {
  constexpr std::string_view schema = R"({"oneOf": [
    {"title": "a table", "properties": {"kind": {"const": "table"}, "n": {"type": "string"}}},
    {"properties": {"kind": {"const": "index"}, "n": {"type": "integer"}, "m": {"type": "null"}}},
    {"type": "null"}]})";
  EXPECT_THAT(messages(schema, R"({"kind": "index", "n": "a", "m": 1})"),
              ElementsAre(R"("n" must be an integer; got a string "a")",
                          R"("m" must be null; got an integer 1)"));
  EXPECT_THAT(messages(schema, R"({"kind": "table", "n": null})"),
              ElementsAre(R"(as a table: "n" must be a string; got null)"));
}

TEST(SchemaBranches, ClosestBranchIsTold) {
  constexpr std::string_view schema = R"({"anyOf": [
    {"required": ["a", "b"]}, {"required": ["c", "d"]}]})";
  EXPECT_THAT(messages(schema, R"({"c": 1})"),
              ElementsAre(R"(in the closest of the 2 allowed forms: field "d" is missing)"));
}

TEST(SchemaBranches, ASingleBranchSpeaksForItself) {
  EXPECT_THAT(messages(R"({"anyOf": [{"type": "null"}]})", "1"),
              ElementsAre("the document must be null; got an integer 1"));
}

TEST(SchemaBranches, OtherwiseOneCombinedViolation) {
  EXPECT_THAT(messages(R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", "1"),
              ElementsAre("the document must be null or a string; got an integer 1; put it in "
                          "quotes"));
  EXPECT_THAT(messages(R"({"anyOf": [{"const": "a"}, {"enum": ["b", "c"]}]})", "\"d\""),
              ElementsAre(R"(the document is "d"; allowed are "a", "b", "c")"));
  const auto missing = check(R"({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})", "{}");
  ASSERT_THAT(missing, SizeIs(1));
  EXPECT_EQ(missing[0].kind, ViolationKind::missing_field);
  EXPECT_EQ(missing[0].message, R"(one of these fields is needed: "a", "b")");
  EXPECT_THAT(missing[0].allowed, ElementsAre("a", "b"));
  EXPECT_THAT(messages(R"({"anyOf": [{"required": ["a"]}, {"required": ["a"]}]})", "{}"),
              ElementsAre(R"(field "a" is missing)"));
  EXPECT_THAT(messages(R"({"anyOf": [{"title": "small", "maximum": 3},
                                     {"title": "large", "minimum": 9}]})",
                       "5"),
              ElementsAre("the document is 5; it fits none of the 2 allowed forms: small, large"));
  EXPECT_THAT(messages(R"({"oneOf": [{"maximum": 3}, {"minimum": 1}]})", "2"),
              ElementsAre("the document is 2; it fits more than one form where one is allowed"));
  EXPECT_THAT(messages(R"({"anyOf": [{"allOf": [{"type": "string"}]}, {"type": "null"}]})", "1"),
              ElementsAre("the document is 1; it fits none of the 2 allowed forms"));
}

TEST(SchemaValidate, DocumentOrderAndLimit) {
  constexpr std::string_view schema = R"({"required": ["z"], "additionalProperties": false,
    "properties": {"b": {"type": "null"}, "a": {"type": "null"}, "l": {"items": {"type": "null"}}}})";
  constexpr std::string_view text = R"({"b": 1, "u": 2, "a": 3, "l": [1, 2, 3]})";
  const auto all = check(schema, text);
  ASSERT_THAT(all, SizeIs(7));
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i - 1].span, all[i].span);
  const auto some = check(schema, text, 3);
  ASSERT_THAT(some, SizeIs(3));
  EXPECT_EQ(some[2].message, all[2].message);
  // None at all would mean that the document fits.
  EXPECT_THAT(check(schema, text, 0), SizeIs(1));
}

TEST(SchemaValidate, SameFaultFromTwoSchemasIsToldOnce) {
  EXPECT_THAT(messages(R"({"allOf": [{"required": ["a"]}, {"required": ["a", "b"]}]})", "{}"),
              ElementsAre(R"(field "a" is missing)", R"(field "b" is missing)"));
}

TEST(SchemaValidate, EqualityIgnoresKeyOrderAndNumberForm) {
  EXPECT_THAT(messages(R"({"const": {"a": [1, 2.0], "b": null}})", R"({"b": null, "a": [1.0, 2]})"),
              IsEmpty());
  EXPECT_THAT(messages(R"({"const": {"a": 1}})", R"({"b": 1})"), SizeIs(1));
  EXPECT_THAT(messages(R"({"const": [1, 2]})", "[1, 3]"), SizeIs(1));
  EXPECT_THAT(messages(R"({"const": true})", "1"), SizeIs(1));
  EXPECT_THAT(messages(R"({"maximum": 9007199254740992.0})", "9007199254740993"), SizeIs(1));
  EXPECT_THAT(messages(R"({"maximum": 9.3e18})", "9223372036854775807"), IsEmpty());
  EXPECT_THAT(messages(R"({"minimum": -9.3e18})", "-9223372036854775807"), IsEmpty());
  EXPECT_THAT(messages(R"({"minimum": 5})", "5.5"), IsEmpty());
}

TEST(SchemaValidate, NotANumberFitsNoBound) {
  const auto schema = compiled(R"({"maximum": 5})");
  const LocatedValue nan(Span{}, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(schema.validate(nan), SizeIs(1));
  EXPECT_THAT(compiled(R"({"minimum": 5})").validate(nan), SizeIs(1));
  EXPECT_THAT(compiled(R"({"multipleOf": 5})").validate(nan), SizeIs(1));
  EXPECT_THAT(compiled(R"({"const": 5})").validate(nan), SizeIs(1));
}

TEST(SchemaValidate, UniqueItemsOfManyEntries) {
  const auto schema = compiled(R"({"uniqueItems": true})");
  document::Array entries;
  constexpr int kMany = 200000;
  for (int i = 0; i < kMany; ++i) {
    document::Object members;
    members.push_back({"id", Span{}, LocatedValue(Span{}, std::int64_t{i / 2})});
    members.push_back({"odd", Span{}, LocatedValue(Span{}, i % 2 == 1)});
    entries.emplace_back(Span{}, std::move(members));
  }
  document::Array twice = entries;
  twice.push_back(twice[7]);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(schema.validate({Span{}, std::move(entries)}), IsEmpty());
  const auto found = schema.validate({Span{}, std::move(twice)});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].instance_path, "[200000]");
  EXPECT_THAT(found[0].message, HasSubstr("\"[7]\" is the same"));
  // Quadratic work would take hours.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_THAT(messages(R"({"uniqueItems": true})",
                       R"([1, true, "1", null, [1], [1, 2], {"a": 1}, {"a": 2}, false, 0])"),
              IsEmpty());
}

TEST(SchemaValidate, TooComplexFailsClosed) {
  // Each level tries the next twice, and `not` would turn a mere "no" into a yes.
  std::string schema = R"({"not": {"$ref": "#/definitions/d0"}, "definitions": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = fmt::format(R"({{"$ref": "#/definitions/d{}"}})", i + 1);
    schema += fmt::format(R"("d{}": {{"anyOf": [{}, {}]}}, )", i, next, next);
  }
  schema += R"("d40": {"type": "null"}}})";
  const auto found = check(schema, R"({"a": 1})");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].message, "the document is too complex to check against its schema");
  EXPECT_EQ(found[0].span, (Span{0, 1}));
}

TEST(SchemaValidate, TooComplexToExplainFailsClosed) {
  // The first branch says no at once; collecting goes on to the second, which is endless work.
  std::string schema =
      R"({"allOf": [{"type": "null"}, {"$ref": "#/definitions/d0"}], "definitions": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = fmt::format(R"({{"$ref": "#/definitions/d{}"}})", i + 1);
    schema += fmt::format(R"("d{}": {{"allOf": [{}, {}]}}, )", i, next, next);
  }
  schema += R"("d40": true}})";
  const auto found = check(schema, "1");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].message, HasSubstr("too complex"));
}

TEST(SchemaValidate, TooDeepFailsClosed) {
  const auto schema = compiled(R"({"items": {"$ref": "#"}})");
  LocatedValue value(Span{}, document::Array{});
  for (int i = 0; i < 3000; ++i) {
    document::Array outer;
    outer.push_back(std::move(value));
    value = LocatedValue(Span{}, std::move(outer));
  }
  const auto found = schema.validate(value);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].message, HasSubstr("too complex"));
}

TEST(SchemaValidate, LargeHonestDocumentsAreNotTooComplex) {
  const auto schema = compiled(R"({"items": {"allOf": [{"type": "integer"}, {"minimum": 0},
    {"anyOf": [{"multipleOf": 7}, {"maximum": 9000000}]}]}})");
  document::Array entries;
  for (int i = 0; i < 300000; ++i) entries.emplace_back(Span{}, std::int64_t{i});
  EXPECT_THAT(schema.validate({Span{}, std::move(entries)}), IsEmpty());
}

TEST(SchemaValidate, TwoThreadsShareOneSchema) {
  const auto schema = compiled(R"({"properties": {"id": {"pattern": "^[a-z]{3}-[0-9]+$"}},
    "required": ["id"], "additionalProperties": false})");
  const LocatedValue good = json(R"({"id": "abc-12"})");
  const LocatedValue bad = json(R"({"id": "ABC", "x": 1})");
  std::vector<int> faults(2, 0);
  const auto work = [&](int& count) {
    for (int i = 0; i < 5000; ++i) {
      if (!schema.validate(good).empty() || schema.validate(bad).size() != 2) ++count;
    }
  };
  std::thread first(work, std::ref(faults[0]));
  std::thread second(work, std::ref(faults[1]));
  first.join();
  second.join();
  EXPECT_THAT(faults, ElementsAre(0, 0));
}

TEST(SchemaValidate, OutlivesTheDocumentItWasCompiledFrom) {
  auto value = std::make_unique<LocatedValue>(json(R"({"enum": ["a"], "description": "letter"})"));
  auto schema = Schema::compile({"", value.get()});
  ASSERT_TRUE(schema);
  value.reset();
  Schema moved = std::move(*schema);
  EXPECT_THAT(moved.validate(json("\"b\"")), SizeIs(1));
  EXPECT_EQ(moved.describe(""), "letter");
}

TEST(SchemaReferences, OtherDocumentsAnchorsAndRelativeBases) {
  const LocatedValue types = json(R"({"$id": "http://h/s/types.json", "definitions": {
    "id": {"$id": "#ident", "type": "string"}, "n": {"type": "integer"}}})");
  const LocatedValue plain = json(R"({"type": "null"})");
  const std::vector<SchemaDocument> others = {{"ignored", &types}, {"plain.json", &plain}};
  const auto schema = compiled(R"({"$id": "http://h/s/a/root.json", "properties": {
    "a": {"$ref": "../types.json#ident"}, "b": {"$ref": "./../types.json#/definitions/n"},
    "c": {"$ref": "//h/s/types.json#ident"}, "d": {"$ref": "/s/types.json#/definitions/n"},
    "e": {"$id": "plain", "definitions": {"x": {"const": 1}}, "items": {"$ref": "#/definitions/x"}},
    "f": {"$ref": "/s/a/plain"}}})",
                               others);
  const auto found =
      schema.validate(json(R"({"a": [], "b": {}, "c": [], "d": {}, "e": [2], "f": [3]})"));
  ASSERT_THAT(found, SizeIs(6));
  EXPECT_EQ(found[0].schema_path, "ignored#/definitions/id/type");
  EXPECT_EQ(found[4].message, R"("e[0]" is 2; it must be 1)");
  const auto unnamed = compiled(R"({"items": {"$ref": "plain.json"}})", others);
  EXPECT_THAT(unnamed.validate(json("[null, 1]")), SizeIs(1));
}

TEST(SchemaReferences, UrnsAndQueriesAndDots) {
  const LocatedValue urn = json(R"({"$id": "urn:mig:x", "definitions": {"n": {"type": "null"}},
    "items": {"$ref": "#/definitions/n"}})");
  const LocatedValue query = json(R"({"$id": "http://h/a/../b/./c?v=1", "type": "integer"})");
  const auto schema = compiled(R"({"$id": "http://h", "items": [
    {"$ref": "urn:mig:x"}, {"$ref": "b/c?v=1"}, {"$ref": "http://h/b/x/../c?v=1"}]})",
                               {{"", &urn}, {"", &query}});
  EXPECT_THAT(schema.validate(json(R"([[1], "a", "b"])")), SizeIs(3));
  EXPECT_THAT(schema.validate(json("[[null], 1, 2]")), IsEmpty());
}

TEST(SchemaCompile, RefusesMalformedKeywords) {
  EXPECT_EQ(refusal(R"({"properties": {"a/b": {"minLength": -1}}})"),
            "schema #/properties/a~1b/minLength: must be a non-negative integer");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"([])", "#: must be an object or a boolean"},
      {R"({"type": "text"})", "#/type: names no type"},
      {R"({"type": []})", "#/type: names no type"},
      {R"({"type": ["string", 1]})", "#/type: names no type"},
      {R"({"enum": []})", "#/enum: must be a non-empty array"},
      {R"({"enum": 1})", "#/enum: must be a non-empty array"},
      {R"({"multipleOf": 0})", "#/multipleOf: must be a number above 0"},
      {R"({"maximum": "1"})", "#/maximum: must be a number"},
      {R"({"maxItems": 1.5})", "#/maxItems: must be a non-negative integer"},
      {R"({"maxItems": 1e300})", "#/maxItems: must be a non-negative integer"},
      {R"({"pattern": 1})", "#/pattern: must be a string"},
      {R"({"uniqueItems": 1})", "#/uniqueItems: must be a boolean"},
      {R"({"properties": []})", "#/properties: must be an object"},
      {R"({"required": "a"})", "#/required: must be an array of strings"},
      {R"({"required": [1]})", "#/required: must be an array of strings"},
      {R"({"dependencies": {"a": [1]}})", "#/dependencies: must be an array of strings"},
      {R"({"allOf": []})", "#/allOf: must be a non-empty array of schemas"},
      {R"({"allOf": {}})", "#/allOf: must be an array of schemas"},
      {R"({"title": 1})", "#/title: must be a string"},
      {R"({"$id": 1})", "#/$id: must be a string"},
      {R"({"$ref": 1})", "\"$ref\" must be a string"},
      {R"({"definitions": {"unused": {"type": 1}}})", "#/definitions/unused/type: names no type"},
      {R"({"$schema": "https://json-schema.org/draft/2020-12/schema"})", "draft-07"},
      {R"({"items": {"$id": "a#b"}})", "#/items/$id: \"a#b\" has a fragment"},
  };
  for (const auto& [schema, message] : cases) EXPECT_THAT(refusal(schema), HasSubstr(message));
}

TEST(SchemaCompile, RefusesPatternsThatRe2Refuses) {
  EXPECT_THAT(refusal(R"x({"pattern": "(?=a)"})x"),
              HasSubstr("#/pattern: pattern (?=a) is not RE2"));
  EXPECT_THAT(refusal(R"({"patternProperties": {"(": {}}})"),
              HasSubstr("#/patternProperties: pattern ( is not RE2"));
}

TEST(SchemaCompile, RefusesReferencesThatDoNotResolve) {
  for (const std::string target :
       {"#/definitions/none", "other.json", "#anchor", "#/items/%zz", "#/items/~2", "#/allOf/1",
        "#/allOf/01", "#/allOf/x", "#/a%2", "http://h/x#"}) {
    EXPECT_THAT(refusal(fmt::format(R"({{"allOf": [{{}}], "items": {{"$ref": "{}"}}}})", target)),
                HasSubstr("schema #/items: \"$ref\" to "))
        << target;
  }
}

TEST(SchemaCompile, RefusesEndlessReferences) {
  EXPECT_THAT(refusal(R"({"$ref": "#"})"), HasSubstr("refers to itself without end"));
  EXPECT_THAT(refusal(R"({"definitions": {"a": {"$ref": "#/definitions/b"},
    "b": {"anyOf": [{"type": "null"}, {"not": {"$ref": "#/definitions/a"}}]}}})"),
              HasSubstr("refers to itself without end"));
  EXPECT_THAT(refusal(R"({"dependencies": {"a": {"if": {"$ref": "#"}}}})"),
              HasSubstr("refers to itself without end"));
  EXPECT_EQ(refusal(R"({"items": {"$ref": "#"}, "propertyNames": {"$ref": "#"}})"), "");
}

TEST(SchemaCompile, RefusesDuplicateIdentifiersAndDepthAndNothing) {
  EXPECT_THAT(refusal(R"({"items": [{"$id": "a"}, {"$id": "a"}]})"),
              HasSubstr("#/items/0 and #/items/1 have the same identifier \"a\""));
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += R"({"not": )";
  EXPECT_THAT(refusal(deep + "true" + std::string(300, '}')), HasSubstr("nested deeper than 200"));
  std::string hidden;
  for (int i = 0; i < 150; ++i) hidden += R"({"x": {"not": )";
  EXPECT_EQ(refusal(hidden + "true" + std::string(300, '}')), "");
  EXPECT_EQ(Schema::compile({"", nullptr}).error().kind, ErrorKind::configuration);
}

TEST(SchemaDescribe, WalksMembersEntriesAndReferences) {
  const auto schema = compiled(R"({"description": "all", "properties": {
      "limits": {"description": "bounds", "properties": {"rows": {"$ref": "#/definitions/n"}}},
      "scope": {"allOf": [{"properties": {"tables": {"description": "which tables"}}}]},
      "list": {"items": {"properties": {"kind": {"description": "its kind"}}}},
      "pair": {"items": [{}, {"description": "second"}], "additionalItems": {"description": "rest"}},
      "loop": {"items": {"$ref": "#/properties/loop"}},
      "own": {"$ref": "#/definitions/n", "description": "my own"}},
    "patternProperties": {"^x-": {"description": "an extension"}},
    "additionalProperties": {"description": "anything else"},
    "definitions": {"n": {"description": "a count"}}})");
  EXPECT_EQ(schema.describe(""), "all");
  EXPECT_EQ(schema.describe("limits"), "bounds");
  EXPECT_EQ(schema.describe("limits.rows"), "a count");
  EXPECT_EQ(schema.describe("limits.none"), "");
  EXPECT_EQ(schema.describe("scope.tables"), "which tables");
  EXPECT_EQ(schema.describe("list[3].kind"), "its kind");
  EXPECT_EQ(schema.describe("list.kind"), "its kind");
  EXPECT_EQ(schema.describe("pair[1]"), "second");
  EXPECT_EQ(schema.describe("pair[2]"), "rest");
  EXPECT_EQ(schema.describe("loop.kind"), "");
  EXPECT_EQ(schema.describe("own"), "my own");
  EXPECT_EQ(schema.describe("x-team"), "an extension");
  EXPECT_EQ(schema.describe("other"), "anything else");
  EXPECT_EQ(schema.describe("limits["), "");
  EXPECT_EQ(schema.describe("limits[x]"), "");
}

}  // namespace
}  // namespace mig::schema

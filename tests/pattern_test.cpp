#include "mig/pattern/pattern.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace mig::pattern {
namespace {

using namespace std::string_literals;

TEST(Pattern, SearchesAnywhereAndMatchesTheWhole) {
  const auto pattern = Pattern::compile("b+").value();
  EXPECT_TRUE(pattern.search("abbc"));
  EXPECT_FALSE(pattern.search("ac"));
  EXPECT_TRUE(pattern.matches("bbb"));
  EXPECT_FALSE(pattern.matches("abbc"));
  EXPECT_FALSE(pattern.matches(""));
}

TEST(Pattern, SeesPastNulBytesAndLineEnds) {
  const auto pattern = Pattern::compile("^c$|x").value();
  EXPECT_TRUE(pattern.search("a\0x"s));
  EXPECT_FALSE(pattern.matches("c\n"));
}

TEST(Pattern, RefusesWhatRe2CannotCompileInSilence) {
  ::testing::internal::CaptureStderr();
  for (const auto* expression : {"(", "a{2,1}", "(?=a)", "(a)\\1", "((((a{99}){99}){99}){99})"}) {
    const auto pattern = Pattern::compile(expression);
    ASSERT_FALSE(pattern) << expression;
    EXPECT_EQ(pattern.error().kind, ErrorKind::configuration);
    EXPECT_NE(pattern.error().message.find("invalid regular expression: "), std::string::npos);
    EXPECT_FALSE(pattern.error().remedy.empty());
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Pattern, StaysLinearOnHostileText) {
  const auto pattern = Pattern::compile("(a|aa)+$").value();
  EXPECT_FALSE(pattern.matches(std::string(200'000, 'a') + "b"));
}

TEST(MigrationId, ReadsItsParts) {
  const auto id = parse_migration_id("SEARCH-MIG-2026-02-28-07");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->prefix, "SEARCH");
  EXPECT_EQ(id->year, 2026);
  EXPECT_EQ(id->month, 2);
  EXPECT_EQ(id->day, 28);
  EXPECT_EQ(id->sequence, 7);
  EXPECT_EQ(parse_migration_id("PG-MIG-2026-02-28-99")->prefix, "PG");
  EXPECT_EQ(parse_migration_id("GRAPH-MIG-0000-99-99-01")->month, 99) << "the date is judged apart";
}

TEST(MigrationId, RefusesEverythingElse) {
  for (const auto& text : {""s,
                           "PG"s,
                           "PG-MIG-2026-02-28"s,
                           "PG-MIG-2026-02-28-00"s,
                           "PG-MIG-2026-02-28-1"s,
                           "PG-MIG-2026-02-28-001"s,
                           "PG-MIG-2026-2-28-01"s,
                           "PG-MIG-26-02-28-01"s,
                           "pg-MIG-2026-02-28-01"s,
                           "PG-mig-2026-02-28-01"s,
                           "MY-MIG-2026-02-28-01"s,
                           "PG_MIG_2026_02_28_01"s,
                           " PG-MIG-2026-02-28-01"s,
                           "PG-MIG-2026-02-28-01 "s,
                           "PG-MIG-2026-02-28-01\n"s,
                           "PG-MIG-2026-02-28-01\0"s,
                           "PG-MIG-2026-02-2x-01"s,
                           "PG-MIG-+026-02-28-01"s,
                           "PG-MIG-2026-02 28-01"s,
                           "PG-MIG-2026-02-28_01"s,
                           "-MIG-"s,
                           "PG-MIG-2026x02-28-01"s,
                           "PGX-MIG-2026-02-28-01"s,
                           "PG-MIG-2026-0x-28-01"s}) {
    EXPECT_FALSE(parse_migration_id(text)) << text;
  }
}

TEST(CalendarDate, KnowsLeapYears) {
  EXPECT_TRUE(is_calendar_date(2024, 2, 29));
  EXPECT_TRUE(is_calendar_date(2000, 2, 29));
  EXPECT_TRUE(is_calendar_date(0, 2, 29));
  EXPECT_FALSE(is_calendar_date(2023, 2, 29));
  EXPECT_FALSE(is_calendar_date(1900, 2, 29));
  EXPECT_FALSE(is_calendar_date(2024, 2, 30));
}

TEST(CalendarDate, RefusesWhatDoesNotExist) {
  EXPECT_TRUE(is_calendar_date(9999, 12, 31));
  for (const auto& [year, month, day] : {std::tuple{2024, 0, 1},
                                         {2024, 13, 1},
                                         {2024, 1, 0},
                                         {2024, 1, 32},
                                         {2024, 4, 31},
                                         {-1, 1, 1},
                                         {10'000, 1, 1},
                                         {2024, 257, 1},
                                         {2024, 1, 257},
                                         {2024, -255, 1}}) {
    EXPECT_FALSE(is_calendar_date(year, month, day)) << year << ' ' << month << ' ' << day;
  }
}

TEST(Sha256Digest, IsExact) {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  EXPECT_TRUE(is_sha256_digest("sha256:" + hex));
  EXPECT_TRUE(is_sha256_digest("sha256:" + std::string(63, '0') + "1"));
  EXPECT_FALSE(is_sha256_digest("sha256:" + std::string(64, '0')));
  EXPECT_FALSE(is_sha256_digest(hex));
  EXPECT_FALSE(is_sha256_digest("sha256:" + hex + "0"));
  EXPECT_FALSE(is_sha256_digest("sha256:" + hex.substr(1)));
  EXPECT_FALSE(is_sha256_digest("SHA256:" + hex));
  EXPECT_FALSE(is_sha256_digest("sha256:A" + hex.substr(1)));
  EXPECT_FALSE(is_sha256_digest("sha256:g" + hex.substr(1)));
  EXPECT_FALSE(is_sha256_digest(" sha256:" + hex));
  EXPECT_FALSE(is_sha256_digest(""));
}

TEST(Glob, Matches) {
  for (const auto& [glob, name] : {std::pair{"", ""},
                                   {"*", ""},
                                   {"*", "anything"},
                                   {"**", "a"},
                                   {"?", "a"},
                                   {"?", "é"},
                                   {"?", "😀"},
                                   {"a*c", "ac"},
                                   {"a*c", "abcbc"},
                                   {"*a*b*", "xaxxbx"},
                                   {"parcels_*", "parcels_"},
                                   {"public.*", "public.a/b"},
                                   {"[a]", "[a]"},
                                   {"a.b", "a.b"},
                                   {"{a,b}", "{a,b}"},
                                   {"*??", "éa"},
                                   {"*ab", "aab"},
                                   {"é*", "éa"},
                                   {"\\*", "\\x"},
                                   {"*", "*"},
                                   {"a?c", "a*c"}}) {
    EXPECT_TRUE(glob_matches(glob, name)) << glob << " and " << name;
  }
}

TEST(Glob, DoesNotMatch) {
  for (const auto& [glob, name] : {std::pair{"", "a"},
                                   {"?", ""},
                                   {"?", "ab"},
                                   {"??", "é"},
                                   {"*??", "é"},
                                   {"a*c", "acb"},
                                   {"[ab]", "a"},
                                   {"a.b", "axb"},
                                   {"A", "a"},
                                   {"{a,b}", "a"},
                                   {"*a", "b"},
                                   {"a*b*c", "acb"},
                                   {"parcels_*", "parcel"},
                                   {"ab", "abc"},
                                   {"abc", "ab"}}) {
    EXPECT_FALSE(glob_matches(glob, name)) << glob << " and " << name;
  }
}

TEST(Glob, MakesProgressOnInvalidUtf8) {
  EXPECT_TRUE(glob_matches("???", "\x80\xff\xc3"));
  EXPECT_TRUE(glob_matches("*\xff", "a\x80\xff"));
  EXPECT_FALSE(glob_matches("*?b", "\xc3"));
}

TEST(Glob, DoesNotExplode) {
  std::string glob;
  for (int star = 0; star < 100; ++star) glob += "*a";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(glob_matches(glob + "*b", std::string(10'000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Timestamp, CountsSecondsSinceTheEpoch) {
  for (const auto& [text, instant] :
       {std::pair<const char*, std::int64_t>{"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T01:00:00+01:00", 0},
        {"1969-12-31T23:30:00-00:30", 0},
        {"1969-12-31T23:59:59Z", -1},
        {"2026-02-28T12:34:56Z", 1'772'282'096},
        {"2026-02-28T12:34:56.999999Z", 1'772'282'096},
        {"2024-02-29T00:00:00-00:00", 1'709'164'800},
        {"0000-01-01T00:00:00Z", -62'167'219'200},
        {"9999-12-31T23:59:59Z", 253'402'300'799},
        {"2016-12-31T23:59:60Z", 1'483'228'800},
        {"2016-12-31T15:59:60.5-08:00", 1'483'228'800},
        {"2017-01-01T00:59:60+01:00", 1'483'228'800}}) {
    EXPECT_EQ(parse_timestamp(text), instant) << text;
  }
}

TEST(Timestamp, RefusesEverythingElse) {
  for (const auto& text : {""s,
                           "2026-02-28"s,
                           "2026-02-28T12:34:56"s,
                           "2026-02-28 12:34:56Z"s,
                           "2026-02-28t12:34:56Z"s,
                           "2026-02-28T12:34:56z"s,
                           "2026-02-28T12:34Z"s,
                           "2026-02-28T24:00:00Z"s,
                           "2026-02-28T12:60:00Z"s,
                           "2026-02-28T12:34:61Z"s,
                           "2026-02-28T12:34:60Z"s,
                           "2026-02-28T23:59:60+01:00"s,
                           "2026-02-30T12:34:56Z"s,
                           "2026-02-28T12:34:56.Z"s,
                           "2026-02-28T12:34:56,5Z"s,
                           "2026-02-28T12:34:56+0100"s,
                           "2026-02-28T12:34:56+01"s,
                           "2026-02-28T12:34:56+24:00"s,
                           "2026-02-28T12:34:56+01:60"s,
                           "2026-02-28T12:34:56 01:00"s,
                           "2026-02-28T12:34:56ZZ"s,
                           "2026-02-28T12:34:56Z\0"s,
                           "2026-02-28T12:34:56Z\n"s,
                           " 2026-02-28T12:34:56Z"s,
                           "26-02-28T12:34:56Z"s,
                           "+2026-02-28T12:34:56Z"s,
                           "2026-02-28Tx2:34:56Z"s,
                           "2026-02-28T12-34-56Z"s,
                           "2026-02-28T12:3x:56Z"s}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Date, CountsDaysSinceTheEpoch) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("1969-12-31"), -1);
  EXPECT_EQ(parse_date("2024-02-29"), 19'782);
  for (const auto* text : {"", "2023-02-29", "2024-2-29", "2024-02-29 ", "2024-02-29T00:00:00Z",
                           "2024/02/29", "24-02-29", "2024-00-01", "2024-02-xx"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(NearestName, FindsTheSlip) {
  const std::vector<std::string> keys{"allowed_tables", "allowed_schemas", "intent", "owners"};
  EXPECT_EQ(nearest_name("allowed_table", keys), "allowed_tables");
  EXPECT_EQ(nearest_name("alowed_tables", keys), "allowed_tables");
  EXPECT_EQ(nearest_name("allowed_tabels", keys), "allowed_tables");
  EXPECT_EQ(nearest_name("allowed-tables", keys), "allowed_tables");
  EXPECT_EQ(nearest_name("ALLOWED-TABLES", keys), "allowed_tables");
  EXPECT_EQ(nearest_name("intnet", keys), "intent");
  EXPECT_EQ(nearest_name("Intent", keys), "intent");
}

TEST(NearestName, IsSilentWhenNothingIsNear) {
  const std::vector<std::string> keys{"allowed_tables", "intent", "id"};
  EXPECT_FALSE(nearest_name("rollback", keys));
  EXPECT_FALSE(nearest_name("content_type", keys));
  EXPECT_FALSE(nearest_name("", keys));
  EXPECT_FALSE(nearest_name("xy", keys));
  EXPECT_FALSE(nearest_name("a", {"b"})) << "nothing of it is left";
  EXPECT_FALSE(nearest_name("intent", {"intent"})) << "not a slip";
  EXPECT_FALSE(nearest_name("intent", {}));
  EXPECT_FALSE(nearest_name(std::string(100'000, 'a'), {std::string(100'001, 'a')}));
}

TEST(NearestName, CountsATranspositionOnce) {
  EXPECT_EQ(nearest_name("di", {"id"}), "id");
  EXPECT_EQ(nearest_name("kidn", {"kind"}), "kind");
}

TEST(NearestName, DoesNotDependOnTheOrderOfCandidates) {
  EXPECT_EQ(nearest_name("cart", {"card", "cars"}), "card");
  EXPECT_EQ(nearest_name("cart", {"cars", "card"}), "card");
  EXPECT_EQ(nearest_name("Cart", {"CART", "cart"}), "cart") << "fewer changes of case";
  EXPECT_EQ(nearest_name("Cart", {"cart", "CART"}), "cart");
}

TEST(Placeholder, IsFound) {
  for (const auto& [text, found] : {
           std::pair{"built from <commit-sha>", "<commit-sha>"},
           {"PG-MIG-<YYYY-MM-DD>-01", "<YYYY-MM-DD>"},
           {"sha256:<hex>", "<hex>"},
           {"v<release-version>", "<release-version>"},
           {"because <...>", "<...>"},
           {"because <…>", "<…>"},
           {"asked by <name of the owner, if any>", "<name of the owner, if any>"},
           {"<owner: team name>", "<owner: team name>"},
           {"drop <table>", "<table>"},
           {"“<Größe>”", "<Größe>"},
           {"a < b, <reason>", "<reason>"},
           {"for {specific milestone}", "{specific milestone}"},
           {"in {project_name}.", "{project_name}"},
           {"{...}", "{...}"},
           {"release {{ version }} today", "{{ version }}"},
           {"{{project.name | upper}}", "{{project.name | upper}}"},
           {"TODO", "TODO"},
           {"(TODO) write this", "TODO"},
           {"todo: write this", "todo"},
           {"Todo: write this", "Todo"},
           {"TODO/later", "TODO"},
           {"_TODO_", "TODO"},
           {"--TODO", "TODO"},
           {"“TODO”", "TODO"},
           {"the reason is TBD.", "TBD"},
           {"tbd", "tbd"},
           {"FIXME explain", "FIXME"},
           {"approved in DB-XXXX", "DB-XXXX"},
           {"approved in AB-CD-XXX", "AB-CD-XXX"},
           {"reason: xxx", "xxx"},
           {"Lorem ipsum dolor", "Lorem ipsum"},
           {"lorem\n  ipsum", "lorem\n  ipsum"},
           {" ...\n", "..."},
           {"…", "…"},
           {"${HOME} of <user-name>", "<user-name>"},
       }) {
    EXPECT_EQ(find_placeholder(text), found) << text;
  }
}

TEST(Placeholder, SparesHonestText) {
  for (const auto* text : {
           "",
           "Add a nullable column and backfill it.",
           "reduce cost from <10 ms to 5",
           "keep it <10 ms and the p99 >5",
           "a < b and c > d",
           "x < y > z",
           "a <b and c >= d",
           "a <= b, c => d, a <> b",
           "geom <-> point, a <@ b",
           "i << 2 >> 1",
           "std::vector<int> and Array<String>",
           "Vec::<int>",
           "see <https://example.org/x> or <mailto:a@example.org>",
           "Signed-off-by: A <a@example.org>",
           "one<br>two<br/>three <hr />",
           "<details><summary>why</summary>because</details>",
           "</p> <!-- a comment --> <?xml?>",
           "<p align=\"left\">text",
           "<table><tr><td>x</td></tr></table>",
           "<code>x</code>",
           "<>",
           "unclosed <name",
           "<line\nbreak>",
           "${HOME} and ${{ secrets.TOKEN }}",
           "{\"a\": 1}",
           "{a: 1}",
           "{a,b}.sql",
           "a{2,3} and [0-9]{n}",
           "{} and {{}}",
           "{ x }",
           "the set {x}",
           "GET /parcels/{id}/owners keeps working",
           "'{admin}'::text[]",
           "HEAD@{upstream}",
           "metric{label}",
           "unclosed {name",
           "unclosed {{ name }",
           "{{\"a\": 1}}",
           "the TODO-list app",
           "TODO_ITEMS and MY_TODO_TABLE",
           "drop the table todo",
           "see TODO.md and context.TODO",
           "mastodon, tbdx, fixmes, todos:",
           "size XXL, xx",
           "xxxx-xxxx-1234 and xxxx-xxxx",
           "xxx-large",
           "lorem and ipsum",
           "lorem",
           "wait... then go on",
           ".",
           "- _ -- __",
           "JSON {{ nested: true }}",
       }) {
    EXPECT_EQ(find_placeholder(text), std::nullopt) << text;
  }
}

TEST(Placeholder, StaysLinearOnHostileText) {
  const auto start = std::chrono::steady_clock::now();
  std::string tables;
  for (int round = 0; round < 100'000; ++round) tables += "<table>";
  EXPECT_FALSE(find_placeholder(tables + "</table>"));
  for (const auto* unit : {"<", "{", "{{", "<a", "{a", "lorem ", "lorem\n\n\n", "x-", "_", "."}) {
    std::string text = "!";
    for (int round = 0; round < 200'000; ++round) text += unit;
    EXPECT_FALSE(find_placeholder(text)) << unit;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace mig::pattern

// Scripts are cut where psql cuts them and keep their positions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mig/base/source_text.hpp"
#include "mig/sql/script.hpp"

namespace mig::sql {
// libpg_query keeps one byte of every text that it rejects; nothing of ours is excused.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pg_query_raw_parse";
}

namespace {

using ::testing::ElementsAre;

std::vector<std::string> cut(std::string_view text) {
  std::vector<std::string> pieces;
  for (const auto& piece : split(text).statements) {
    pieces.emplace_back(text.substr(piece.span.begin, piece.span.end - piece.span.begin));
  }
  return pieces;
}

std::vector<std::string> tags(std::string_view text) {
  std::vector<std::string> found;
  read_script(text, [&](const Statement& statement) { found.emplace_back(statement.tree.tag()); });
  return found;
}

TEST(Split, SemicolonsInsideQuotesEndNothing) {
  EXPECT_THAT(cut("select ';'; select \"a;b\"; select $x$;$$;$x$; select E'\\';'"),
              ElementsAre("select ';'", "select \"a;b\"", "select $x$;$$;$x$", "select E'\\';'"));
}

TEST(Split, CommentsEndNothing) {
  EXPECT_THAT(cut("select 1 -- ;\n+ 2; /* ; /* ; */ ; */ select 3"),
              ElementsAre("select 1 -- ;\n+ 2", "select 3"));
}

TEST(Split, ACarriageReturnEndsAComment) {
  EXPECT_THAT(cut("-- a\rdrop table t; -- b\r\nselect 2"), ElementsAre("drop table t", "select 2"));
}

TEST(Split, WhatFollowsCopyOnItsLineRunsAfterTheRows) {
  EXPECT_THAT(cut("copy t from stdin; drop table u; -- x\n1;\n\\.\nselect 3"),
              ElementsAre("copy t from stdin", "drop table u", "select 3"));
  const auto pieces = split("copy t from stdin; copy u from stdin;\n1\n\\.\n2;\n3\n\\.\nselect 3");
  ASSERT_EQ(pieces.statements.size(), 3U);
  EXPECT_EQ(pieces.statements[0].data.end - pieces.statements[0].data.begin, 2U);
  EXPECT_EQ(pieces.statements[1].data.end - pieces.statements[1].data.begin, 5U);
}

TEST(Split, AStatementTornByRowsIsAFact) {
  for (const std::string tail : {"drop table", "select 'a", "/* x"}) {
    const auto pieces = split("copy t from stdin; " + tail + "\n1\n\\.\nu; select 3");
    ASSERT_EQ(pieces.facts.size(), 2U) << tail;
    EXPECT_EQ(pieces.facts[1].kind, FactKind::torn_statement) << tail;
  }
}

TEST(Split, ParenthesesAndAtomicBodiesHold) {
  EXPECT_THAT(cut("create rule r as on insert to t do (select 1; select 2); select 3"),
              ElementsAre("create rule r as on insert to t do (select 1; select 2)", "select 3"));
  EXPECT_THAT(
      cut("create function f() returns int begin atomic select case when true then 1 end; "
          "select 2; end; select 3"),
      ElementsAre("create function f() returns int begin atomic select case when true then 1 "
                  "end; select 2; end",
                  "select 3"));
}

TEST(Split, MetaCommandsAreFacts) {
  const auto pieces = split("\\set x 1\nselect 1;\n\\i other.sql\n");
  ASSERT_EQ(pieces.facts.size(), 2U);
  EXPECT_EQ(pieces.facts[0].text, "set");
  EXPECT_EQ(pieces.facts[1].text, "i");
  EXPECT_EQ(pieces.statements.size(), 1U);
}

TEST(Split, CopyDataIsNoSql) {
  const std::string text = "copy t from stdin;\n1\ta;b'\n\\.\nselect 2;";
  const auto pieces = split(text);
  EXPECT_THAT(cut(text), ElementsAre("copy t from stdin", "select 2"));
  ASSERT_EQ(pieces.facts.size(), 1U);
  EXPECT_EQ(pieces.facts[0].kind, FactKind::copy_data);
  EXPECT_EQ(text.substr(pieces.facts[0].span.begin, 3), "1\ta");
}

TEST(Split, CopyWithoutItsEndMarkerHidesNothing) {
  EXPECT_THAT(cut("copy t from stdin;\ndrop table t;"),
              ElementsAre("copy t from stdin", "drop table t"));
}

TEST(Split, WhatIsLeftOpenRunsToTheEnd) {
  for (const auto* text :
       {"select 'a; b", "select $$ a; b", "select (a; b", "/* a; b", "select E'\\"}) {
    EXPECT_LE(cut(text).size(), 1U) << text;
  }
}

TEST(Script, ANulByteIsAFactAndHidesNothing) {
  const std::string text("select 1;\0drop table t;", 23);
  const auto reading = read_script(text, [](const Statement&) {});
  ASSERT_EQ(reading.facts.size(), 1U);
  EXPECT_EQ(reading.facts[0].kind, FactKind::nul_byte);
  EXPECT_EQ(reading.facts[0].span.begin, 9U);
  EXPECT_THAT(tags(text), ElementsAre("SelectStmt", "DropStmt"));
}

TEST(Script, FaultsHaveThePositionOfTheParserBehindUmlautsAndCrlf) {
  const std::string text = "select 1;\r\nselect '\u00e4\u00f6', x frm y;\r\nselect 3;";
  const auto reading = read_script(text, [](const Statement&) {});
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_THAT(reading.faults[0].message, ::testing::HasSubstr("syntax error"));
  const SourceText source("a.sql", text);
  const auto place = source.position(reading.faults[0].span.begin);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(source.bytes().substr(reading.faults[0].span.begin, 1), "y");
  EXPECT_EQ(reading.statements, 2U) << "what follows a fault is still read";
}

TEST(Script, DeepExpressionsFitTheStack) {
  std::string text = "select 1";
  for (int i = 0; i < 90'000; ++i) text += "+1";
  EXPECT_THAT(tags(text), ElementsAre("SelectStmt"));
}

TEST(Script, BeyondTheBoundIsAFault) {
  std::string text = "select 1";
  for (int i = 0; i < 1'500'001; ++i) text += "+1";
  const auto reading = read_script(text, [](const Statement&) {});
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_THAT(reading.faults[0].message, ::testing::HasSubstr("too complex"));
}

TEST(Tree, FieldsAndListsAreReachedByName) {
  const auto tree = parse_fragment("alter table only a.b add column \"c\\\"\"\" int");
  ASSERT_TRUE(tree);
  const auto alter = tree->root()["stmts"].first()["stmt"];
  EXPECT_EQ(alter.tag(), "AlterTableStmt");
  EXPECT_EQ(alter["relation"]["schemaname"].text(), "a");
  EXPECT_EQ(alter["cmds"].count(), 1U);
  EXPECT_EQ(alter["cmds"].first()["def"]["colname"].text(), "c\\\"");
  EXPECT_FALSE(alter["nothing"]["at"]["all"]);
}

TEST(Tree, WhatIsNoJsonIsNoTree) {
  for (const auto* text :
       {"", "{", "[1,", "{\"a\"}", "{\"A\":{\"b\":1}", "[\"\\u12", "[1] 2", "{\"a\":}"}) {
    EXPECT_FALSE(Tree::parse(text)) << text;
  }
  EXPECT_TRUE(Tree::parse("{\"A\":{}}"));
}

TEST(Tree, EscapesAreDecoded) {
  const auto tree = Tree::parse("[\"a\\n\\u00e4\\\"\"]");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->root().first().text(), "a\n\u00e4\"");
}

TEST(Fragment, TextThatDoesNotParseIsNothing) {
  EXPECT_FALSE(parse_fragment("selec 1"));
}

TEST(Plpgsql, BodiesParseOrSayWhy) {
  EXPECT_TRUE(parse_plpgsql("do $$ begin perform 1; end $$"));
  const auto broken = parse_plpgsql("do $$ begin perfor 1 end $$");
  ASSERT_FALSE(broken);
  EXPECT_FALSE(broken.error().empty());
}

}  // namespace
}  // namespace mig::sql

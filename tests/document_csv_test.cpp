#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/contract/touched.hpp"
#include "mig/document/csv.hpp"

namespace {

using mig::document::Fault;
using mig::document::read_csv;

TEST(Csv, ReadsCellsWithTheirPlaces) {
  const auto rows = read_csv("a,b\n\"x, \"\"y\"\"\",\r\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[1].cells[0].text, "x, \"y\"");
  EXPECT_EQ((*rows)[1].cells[0].span, (mig::Span{4, 14}));
  EXPECT_EQ((*rows)[1].cells[1].text, "");
  EXPECT_EQ((*rows)[1].span, (mig::Span{4, 15}));
}

TEST(Csv, KeepsLineEndsInsideQuotes) {
  const auto rows = read_csv("a\n\"x\ny\"\n");
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)[1].cells[0].text, "x\ny");
}

struct Broken {
  const char* what;
  std::string bytes;
  Fault fault;
  mig::Span span;
};

class BrokenCsv : public testing::TestWithParam<Broken> {};

TEST_P(BrokenCsv, IsRefusedWhereItBreaks) {
  const auto& broken = GetParam();
  const auto rows = read_csv(broken.bytes);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().fault, broken.fault) << rows.error().message;
  EXPECT_EQ(rows.error().span, broken.span) << rows.error().message;
  EXPECT_FALSE(rows.error().message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BrokenCsv,
    testing::Values(Broken{"empty", "", Fault::empty, {0, 0}},
                    Broken{"nul", std::string("a\0\n", 3), Fault::nul_byte, {1, 2}},
                    Broken{"bom",
                           "\xEF\xBB\xBF"
                           "a\n",
                           Fault::byte_order_mark,
                           {0, 3}},
                    Broken{"utf8", "a\xFF\n", Fault::invalid_utf8, {1, 2}},
                    Broken{"ragged", "a,b\nc\n", Fault::syntax, {4, 5}},
                    Broken{"cut", "a\nb", Fault::syntax, {2, 3}},
                    Broken{"stray_quote", "a\nb\"\n", Fault::syntax, {3, 4}},
                    Broken{"open_quote", "a\n\"b\n", Fault::syntax, {2, 3}},
                    Broken{"behind_quote", "a\n\"b\"c\n", Fault::syntax, {5, 6}},
                    Broken{"lone_return", "a\rb\n", Fault::syntax, {1, 2}},
                    Broken{"return_at_end", "a\r", Fault::syntax, {1, 2}},
                    Broken{"cut_in_quotes", "a\n\"b\"", Fault::syntax, {2, 5}}),
    [](const auto& instance) { return std::string(instance.param.what); });

std::string message_of(std::string_view bytes) {
  const auto changes = mig::contract::read_touched(bytes);
  return changes ? std::string() : changes.error().message;
}

TEST(Touched, HoldsTheChangesOfASummary) {
  const auto changes = mig::contract::read_touched(
      "kind,object,change,table\nindex,index public.i,added,public.t\ntable,table "
      "public.u,removed,\n");
  ASSERT_TRUE(changes);
  ASSERT_EQ(changes->size(), 2U);
  EXPECT_EQ((*changes)[0].object, "index public.i");
  EXPECT_EQ((*changes)[0].table, "public.t");
  EXPECT_EQ((*changes)[1].change, "removed");
}

TEST(Touched, IsReadStrictly) {
  const std::string header = "kind,object,change,table\n";
  EXPECT_EQ(message_of(header), "");
  EXPECT_EQ(message_of("kind,object,change\n"), "the header has to be kind,object,change,table");
  EXPECT_EQ(message_of(",kind,object,change,table\n"),
            "the header has to be kind,object,change,table");
  EXPECT_EQ(message_of(header + "table,table t,dropped,\n"),
            "\"dropped\" is none of added, removed, changed");
  EXPECT_EQ(message_of(header + "table,t,added,\n"),
            "\"t\" is no object of the kind \"table\": write it as kind and name");
  EXPECT_EQ(message_of(header + "table,table ,added,\n"),
            "\"table \" is no object of the kind \"table\": write it as kind and name");
  EXPECT_EQ(message_of(header + "table,table t,added,\ntable,table t,removed,\n"),
            "table t is listed twice");
  EXPECT_EQ(message_of(header + "table,table t\n"), "this row has 2 cells, the header has 4");
}

}  // namespace

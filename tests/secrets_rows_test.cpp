// The rows that texts of any form would store, with the exact place of every value.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// Rows as "table(column=value,...)"; values without text in front of them are marked '#'.
std::vector<std::string> rows_of(std::string_view bytes, std::string_view path = "up.sql") {
  const Text text{path, bytes, FileRole::script, 0};
  std::vector<std::string> rows;
  const RowVisitor visit = [&](const Row& row) {
    std::string line(row.table);
    line += "(";
    for (const auto& cell : row.cells) {
      EXPECT_LE(cell.span.begin, cell.span.end);
      EXPECT_LE(cell.span.end, bytes.size());
      if (line.back() != '(') line += ",";
      line.append(cell.column).append(cell.is_text ? "=" : "=#").append(cell.value);
    }
    rows.push_back(line + ")");
  };
  const auto folded = lowered(bytes);
  std::uint32_t stop = 0;
  for (std::uint32_t at = 0; at < bytes.size(); ++at) {
    for (const auto literal : row_literals()) {
      const Hit hit{at, at + static_cast<std::uint32_t>(literal.size())};
      if (at >= stop && std::string_view(folded).substr(at).starts_with(literal))
        stop = read_statement_rows(text, hit, visit);
    }
  }
  read_file_rows(text, visit);
  return rows;
}

using Lines = std::vector<std::string>;

TEST(SecretRows, Inserts) {
  EXPECT_EQ(rows_of("INSERT INTO S.\"T\" (A, \"b\") VALUES (1, 'x'), (NULL, 'it''s');"),
            (Lines{"s.t(a=#1,b=x)", "s.t(a=#,b=it's)"}));
  EXPECT_EQ(rows_of("insert ignore into `t` values (-1.5, _utf8'x', \"y\", X'0a')"),
            (Lines{"t(=#-1.5,=x,=y,=0a)"}));
  EXPECT_EQ(rows_of("REPLACE INTO t SET a = 'x', b = 2"), (Lines{"t(a=x,b=#2)"}));
  EXPECT_EQ(rows_of("INSERT INTO t (a, b) SELECT 'x', 2 UNION ALL SELECT 'y', 3 FROM dual"),
            (Lines{"t(a=x,b=#2)", "t(a=y,b=#3)"}));
  EXPECT_EQ(rows_of("INSERT INTO t (a) SELECT a FROM o WHERE b = 'x'"), Lines{});
  EXPECT_EQ(rows_of("INSERT INTO t (a) VALUES ('x') ON CONFLICT (a) DO UPDATE SET a = 'y'"),
            (Lines{"t(a=x)", "t(a=y)"}));
  EXPECT_EQ(rows_of("CREATE TABLE t (a int, b varchar(9) DEFAULT 'z', PRIMARY KEY (a));\n"
                    "INSERT INTO t VALUES (1, 'x');\nINSERT INTO t VALUES (2, 'y');"),
            (Lines{"t(a=#1,b=x)", "t(a=#2,b=y)"}));
  EXPECT_EQ(rows_of("MERGE INTO t USING (VALUES ('x', 1)) AS s(a, b) ON t.a = s.a"),
            (Lines{"t(a=x,b=#1)"}));
}

TEST(SecretRows, Expressions) {
  EXPECT_EQ(rows_of("INSERT INTO t (a) VALUES ('x' || 'y' || chr(122)), ('x'::text), "
                    "(CAST('x' AS text)), (md5('x')), (crypt('x', gen_salt('bf'))), "
                    "(convert_to('x', 'UTF8')), (concat('x', 'y')), (nextval('s')), (now())"),
            (Lines{"t(a=xyz)", "t(a=x)", "t(a=x)", "t(a=x)", "t(a=x)", "t(a=x)", "t(a=xy)",
                   "t(a=#)", "t(a=#)"}));
  EXPECT_EQ(rows_of("INSERT INTO t (a) VALUES (:x), (:'x'), ($1), (?), (@p), ({{ x }}), (%(x)s)"),
            Lines(7, "t(a=#)"));
}

TEST(SecretRows, InsideOtherLanguages) {
  EXPECT_EQ(rows_of("EXECUTE 'INSERT INTO t (a, b) VALUES (''x'', ''it''''s'')';"),
            (Lines{"t(a=x,b=it's)"}));
  EXPECT_EQ(rows_of("op.execute(\"INSERT INTO t (a) \"\n  \"VALUES ('x')\")\nfoo(\"UPDATE x\")"),
            (Lines{"t(a=x)"}));
  EXPECT_EQ(rows_of("op.execute('UPDATE t SET a = \\'x\\'')"), (Lines{"t(a=x)"}));
}

TEST(SecretRows, Updates) {
  EXPECT_EQ(rows_of("UPDATE s.t AS u SET a = 'x', u.b = 2, (c, d) = ('y', 3) WHERE e = 'z'"),
            (Lines{"s.t(a=x,b=#2,c=y,d=#3)"}));
  EXPECT_EQ(rows_of("FOR UPDATE OF t; ON UPDATE CASCADE; update the set"), Lines{});
}

TEST(SecretRows, CopiesAndFiles) {
  EXPECT_EQ(rows_of("COPY s.t (a, b) FROM stdin;\nx\t1\nit\\'s\\ty\t\\N\n\\.\nSELECT 1;"),
            (Lines{"s.t(a=x,b=#1)", "s.t(a=it's\ty,b=#)"}));
  EXPECT_EQ(
      rows_of("COPY t (a, b) FROM stdin WITH (FORMAT csv, HEADER);\na,b\n\"x,\"\"y\",1\n\\.\n"),
      (Lines{"t(a=x,\"y,b=#1)"}));
  EXPECT_EQ(rows_of("Name;Mail Box\nx;\"y\nz\"\n", "a.csv"), (Lines{"(name=x,mail_box=y\nz)"}));
  EXPECT_EQ(rows_of("a\tb\nx\t2\n", "a.tsv"), (Lines{"(a=x,b=#2)"}));
}

TEST(SecretRows, Json) {
  EXPECT_EQ(rows_of("{\"index\":{}}\n{\"a\":\"x\",\"b\":2}\n", "a.ndjson"), (Lines{"(a=x,b=#2)"}));
  EXPECT_EQ(rows_of("{\"o\":{\"a\":\"it\\u0027s\"},\"l\":[\"x\",\"y\"],\"B\":true}", "a.json"),
            (Lines{"(a=it's)", "(l=x,l=y,b=#true)"}));
  EXPECT_EQ(rows_of("db.u.insertOne({name: 'x', pwd: \"y\"}); foo({a: 'z'})"),
            (Lines{"(name=x,pwd=y)"}));
}

TEST(SecretRows, Graphs) {
  EXPECT_EQ(rows_of("CREATE (u:User {name: 'x', age: 3})-[:HAS]->(:Key {value: 'y'})"),
            (Lines{"user(name=x,age=#3)", "key(value=y)"}));
}

TEST(SecretRows, BrokenTextsEnd) {
  for (const std::string_view text :
       {"INSERT INTO t VALUES ('x", "INSERT INTO t VALUES ((((", "INSERT INTO t (a", "COPY t FROM",
        "MERGE INTO t USING (VALUES (", "insert/*", "CREATE ({a:"})
    EXPECT_EQ(rows_of(text), Lines{}) << text;
}

}  // namespace
}  // namespace mig::secrets

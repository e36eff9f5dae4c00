#include "mig/secrets/payload/find_payload.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace mig::secrets {
namespace {

using namespace std::string_view_literals;

std::string rule_of(std::string_view path, std::string_view bytes,
                    FileRole role = FileRole::other) {
  const auto found = find_payload(path, bytes, role);
  if (!found) return "";
  EXPECT_LE(found->span.begin, found->span.end);
  EXPECT_LE(found->span.end, bytes.size());
  EXPECT_FALSE(found->subject.empty());
  return std::string(found->rule);
}

std::string rows(std::string_view header, std::string_view row, int count) {
  std::string text(header);
  for (int i = 0; i < count; ++i) text += std::to_string(i) + std::string(row);
  return text;
}

TEST(SecretsPayload, ArchivesByContent) {
  EXPECT_EQ(rule_of("seed/data.bin", "PK\x03\x04\x14\0\0\0\x08\0 some"sv), "payload-archive");
  EXPECT_EQ(rule_of("notes.txt", "\x1F\x8B\x08\0\0\0\0\0\0\x03 some"sv), "payload-archive");
  EXPECT_EQ(rule_of("x.7z", "7z\xBC\xAF\x27\x1C\0\x04"sv), "payload-archive");
  EXPECT_EQ(rule_of("x.zip", "this is a note about x.zip\n"), "");
  EXPECT_EQ(rule_of("prod.sql.gz", "\x1F\x8B\x08\0\0\0\0\0\0\x03 some"sv), "payload-dump");
  EXPECT_EQ(rule_of("people.csv.gz", "\x1F\x8B\x08\0\0\0\0\0\0\x03 some"sv), "payload-data-file");
  std::string tar(1024, '\0');
  tar.replace(0, 5, "a.sql");
  tar.replace(257, 5, "ustar");
  EXPECT_EQ(rule_of("a", tar), "payload-archive");
}

TEST(SecretsPayload, DumpsOfEveryKind) {
  EXPECT_EQ(rule_of("a.sql", "PGDMP\x01\x0E\0\x04\x08 rest"sv), "payload-dump");
  EXPECT_EQ(rule_of("x", "REDIS0009\xFA\x09redis-ver"sv), "payload-dump");
  EXPECT_EQ(rule_of("app.db", "SQLite format 3\0\x10\0\x01\x01"sv), "payload-dump");
  EXPECT_EQ(rule_of("people.bson", "\x16\0\0\0\x07_id\0abcdefghijkl\0"sv), "payload-dump");
  const std::string copy = "--\n-- PostgreSQL database dump\n--\n" +
                           rows("COPY public.people (id, name) FROM stdin;\n", "\tsomebody\n", 30) +
                           "\\.\n";
  EXPECT_EQ(rule_of("V1.sql", copy, FileRole::script), "payload-dump");
  const std::string inserts = "-- MySQL dump 10.13\n" + rows("", "", 0) +
                              "INSERT INTO `p` VALUES (1,'a'),(2,'b'),(3,'c'),"
                              "(4,'d'),(5,'e'),(6,'f');\n";
  EXPECT_EQ(rule_of("V1.sql", inserts, FileRole::script), "payload-dump");
}

TEST(SecretsPayload, SchemasAndSeedsAreNoDumps) {
  EXPECT_EQ(rule_of("base.sql", "--\n-- PostgreSQL database dump\n--\nCREATE TABLE p (id int);\n"),
            "");
  EXPECT_EQ(rule_of("seed.sql", rows("", "; INSERT INTO kinds VALUES (1);\n", 200)), "");
}

TEST(SecretsPayload, RowsBeyondSeeds) {
  EXPECT_EQ(rule_of("people.csv", rows("id,name\n", ",somebody\n", 80)), "payload-data-file");
  EXPECT_EQ(rule_of("people.csv", rows("id;name\n", ";somebody\n", 80)), "payload-data-file");
  EXPECT_EQ(rule_of("kinds.csv", rows("id,name\n", ",some kind\n", 19)), "");
  EXPECT_EQ(rule_of("diffs/touched.csv", rows("kind,object,change,table\n", ",a,added,b\n", 80),
                    FileRole::evidence),
            "");
  EXPECT_EQ(
      rule_of("baselines/people.csv", rows("id,name\n", ",somebody\n", 80), FileRole::evidence),
      "payload-data-file");
  std::string lines;
  for (int i = 0; i < 80; ++i) lines += "{\"id\": 1}\n";
  EXPECT_EQ(rule_of("people.ndjson", lines, FileRole::data), "payload-data-file");
  EXPECT_EQ(rule_of("people.ndjson", "{\"id\": 1}\n", FileRole::data), "");
  EXPECT_EQ(rule_of("notes.md", rows("id,name\n", ",somebody\n", 80)), "");
}

TEST(SecretsPayload, BinaryDataFiles) {
  EXPECT_EQ(rule_of("a.dat", "PAR1\x15\x04\x15 rest of it"sv), "payload-data-file");
  EXPECT_EQ(rule_of("a.dat", "Obj\x01\x04\x14 avro"sv), "payload-data-file");
  EXPECT_EQ(rule_of("a.shp", "\0\0\x27\x0A\0\0\0\0\0\0\0\0"sv), "payload-data-file");
  EXPECT_EQ(rule_of("a.xlsx", "PK\x03\x04\x14\0\x06\0\x08\0 [Content_Types].xml"sv),
            "payload-data-file");
  std::string package("SQLite format 3\0", 16);
  package.resize(100, '\x01');
  package.replace(68, 4, "GPKG");
  EXPECT_EQ(rule_of("a.db", package), "payload-data-file");
}

TEST(SecretsPayload, KeyStoresOfAnySize) {
  EXPECT_EQ(rule_of("x.dat", "\xFE\xED\xFE\xED\0\0\0\x02\0\0\0\x01"sv), "payload-key-store");
  EXPECT_EQ(rule_of("x.kdbx", "\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5"sv), "payload-key-store");
  EXPECT_EQ(rule_of("me.ppk", "PuTTY-User-Key-File-2: ssh-rsa\n"), "payload-key-store");
  EXPECT_EQ(rule_of("x.bin",
                    "\x30\x82\x0A\x10\x02\x01\x03\x30\x82\x09\xD6\x06\x09\x2A\x86\x48"
                    "\x86\xF7\x0D\x01\x07\x01\xA0\x82"sv),
            "payload-key-store");
  EXPECT_EQ(rule_of("x.p12", "the key store lies in the vault\n"), "");
}

TEST(SecretsPayload, OtherBinariesBySize) {
  std::string bytes(70U << 10U, '\0');
  EXPECT_EQ(rule_of("x.bin", bytes), "payload-binary");
  bytes.resize(100);
  EXPECT_EQ(rule_of("icon.ico", bytes), "");
  EXPECT_EQ(rule_of("big.sql", std::string(1U << 20U, 'x')), "");
  EXPECT_EQ(rule_of("empty.zip", ""), "");
}

}  // namespace
}  // namespace mig::secrets

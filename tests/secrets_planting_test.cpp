// What is found stays found: whatever stands around it, in whichever file it lies, and however
// often other things are found beside it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/scanner.hpp"

namespace {

using mig::secrets::scan;

struct Plant {
  std::string_view rule;
  std::string text;  ///< one line that holds the value
  std::string value;
};

std::vector<Plant> plants() {
  return {
      {"secret-github-token",
       "see gh"
       "p_q8Zr2LmX0vTfY7wKp3NbHs5DcJg1A4x9Re6W",
       ""},
      {"dsn-credential", "postgresql://app:Tern-41x@db.corp.internal:5432/prod", "Tern-41x"},
      {"dsn-keyword-password", "host=10.0.0.5 dbname=prod user=app password=Tern-41x", "Tern-41x"},
      {"secret-sql-role-password", "ALTER ROLE app PASSWORD 'Tern-41-isle';", "Tern-41-isle"},
      {"secret-column-value",
       "INSERT INTO api_clients (id, client_secret) VALUES (7, 'q8Zr2LmX0vTfY7wKp3');",
       "q8Zr2LmX0vTfY7wKp3"},
      {"secret-command-line", "sqlcmd -S db -U sa -P Tern-41-isle -i up.sql", "Tern-41-isle"},
      {"secret-assignment", "export DB_PASSWORD='Tern-41-isle'", "Tern-41-isle"},
      {"pii-iban", "UPDATE acct SET iban = 'DE89370400440532013000' WHERE id = 1;",
       "DE89370400440532013000"},
      {"location-coordinate",
       "UPDATE sites SET geom = ST_SetSRID(ST_MakePoint(-98.751234, 38.402345), 4326);", ""},
  };
}

/// Whether one detection lies within the line and, where the value is given, is just the value.
bool is_found(const std::string& path, const std::string& text, const Plant& plant) {
  const auto line = text.find(plant.text);
  for (const auto& one : scan(path, text).detections) {
    if (one.span.begin < line || one.span.end > line + plant.text.size()) continue;
    const auto value = text.substr(one.span.begin, one.span.end - one.span.begin);
    if (plant.value.empty() || value == plant.value) return true;
  }
  return false;
}

TEST(Planting, WhateverTheFileIsCalled) {
  for (const auto& plant : plants()) {
    for (const auto* path : {"up.sql", "migrations/postgis/PG-MIG-2026-03-01-01/forward.sql",
                             "receipts/run.log", "notes.md", "a.txt", "Makefile", "x",
                             "archive.bin", ".hidden/.x", "node_modules/a.sql"}) {
      EXPECT_TRUE(is_found(path, plant.text + "\n", plant)) << plant.rule << " in " << path;
    }
  }
}

TEST(Planting, WhateverStandsAround) {
  const std::vector<std::string> around{
      "",
      "\n",
      "-- a comment\n",
      "CREATE TABLE t (id bigint PRIMARY KEY, password text NOT NULL);\n",
      "COPY t (a, b) FROM stdin;\n1\t2\n\\.\n",
      "password: ${DB_PASSWORD}\n",
      "{\"a\": [1, 2, {\"b\": \"c\"}]}\n",
      "SELECT $$ it's $$ || 'x' || chr(65);\n",
      "/* open\n */\n",
      "INSERT INTO t VALUES (1, 'a'), (2, 'b');\n",
      "\xef\xbb\xbf",
      "caf\u00e9 \u4e2d\u6587\n",
      "VGhpcyBpcyBhIGhhcm1sZXNzIHNlbnRlbmNlIHRoYXQgd2FzIGVuY29kZWQu\n",
  };
  for (const auto& plant : plants()) {
    for (const auto& before : around) {
      for (const auto& behind : around) {
        const auto text = before + plant.text + "\n" + behind;
        EXPECT_TRUE(is_found("up.sql", text, plant)) << plant.rule << "\n" << text;
      }
    }
  }
}

TEST(Planting, EachBesideTheOthers) {
  for (const auto& first : plants()) {
    for (const auto& second : plants()) {
      if (first.text == second.text) continue;
      const auto text = first.text + "\n" + second.text + "\n";
      EXPECT_TRUE(is_found("up.sql", text, first)) << text;
      EXPECT_TRUE(is_found("up.sql", text, second)) << text;
    }
  }
}

TEST(Planting, WindowsLineEnds) {
  for (const auto& plant : plants()) {
    EXPECT_TRUE(is_found("up.sql", "a\r\n" + plant.text + "\r\nb\r\n", plant)) << plant.rule;
  }
}

TEST(Planting, WithoutTheValueNothingIsFound) {
  for (const auto& plant : plants()) {
    if (plant.value.empty()) continue;
    auto text = plant.text;
    text.replace(text.find(plant.value), plant.value.size(), "${VALUE}");
    EXPECT_TRUE(scan("up.sql", text).detections.empty()) << text;
  }
}

}  // namespace

// Data source names: URLs, keyword strings, password files, and endpoints in evidence.
#include <gtest/gtest.h>

#include <string>

#include "mig/secrets/dsn/url.hpp"
#include "mig/secrets/scanner.hpp"

namespace {

using mig::secrets::scan;

std::string found_in(const std::string& path, const std::string& text) {
  std::string out;
  for (const auto& one : scan(path, text).detections) {
    if (!one.rule.starts_with("dsn-")) continue;
    out += std::string(one.rule) + " " +
           text.substr(one.span.begin, one.span.end - one.span.begin) + "\n";
  }
  return out;
}

TEST(Url, IsCutIntoItsParts) {
  const std::string text = "see jdbc:postgresql://app:p@ss/w@db.corp:5432/prod?x=1, then";
  const auto url = mig::secrets::url_around(text, 19);
  ASSERT_TRUE(url.has_value());
  const auto part = [&](mig::Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(url->scheme, "jdbc:postgresql");
  EXPECT_EQ(part(url->user), "app");
  EXPECT_TRUE(url->has_password);
}

TEST(Dsn, CredentialsOfUrls) {
  const auto expect = [](const std::string& text, const std::string& value) {
    EXPECT_EQ(found_in("a.txt", text), "dsn-credential " + value + "\n") << text;
  };
  expect("postgresql://app:Tern-41x@db.corp/prod", "Tern-41x");
  expect("postgres://app:tern@isle9@db.corp.internal/prod", "tern@isle9");
  expect("postgres://app:te/rn9@db.corp.internal/prod", "te/rn9");
  expect("redis://:Tern-41x@cache:6379/0", "Tern-41x");
  expect("mongodb+srv://app:Tern-41x@c0.corp.net/?w=1", "Tern-41x");
  expect("postgresql://app:Tern-41x@h1:5432,h2:5432/prod", "Tern-41x");
  expect("uri = db:pg://app:Tern-41x@db/prod", "Tern-41x");
  expect("jdbc:oracle:thin:app/Tern-41x@db.corp:1521:ORCL", "Tern-41x");
  expect("https://loader:Tern-41x@files.corp.internal/x.csv", "Tern-41x");
}

TEST(Dsn, TemplatesAndPortsAreNone) {
  for (const auto* text :
       {"postgresql://USER:PASSWORD@HOST:5432/DB", "postgresql://<user>:<password>@<host>/<db>",
        "postgres://${U}:${P}@db/prod", "postgres://{{u}}:{{p}}@db/prod",
        "mongodb://username:password@localhost:27017/db", "https://docs.corp.internal:8443/x@y",
        "postgresql:///prod?host=/var/run/postgresql", "http://host:8080/a", "git@host:a/b.git"}) {
    EXPECT_EQ(found_in("a.txt", text), "") << text;
  }
}

TEST(Dsn, KeywordStrings) {
  const auto expect = [](const std::string& text, const std::string& value) {
    EXPECT_EQ(found_in("a.txt", text), "dsn-keyword-password " + value + "\n") << text;
  };
  expect("host=10.0.0.5 dbname=prod user=app password=Tern-41x", "Tern-41x");
  expect("host=10.0.0.5 user=app password='tern isle' dbname=prod", "tern isle");
  expect("Server=tcp:db,1433;Database=prod;User ID=app;Password=Tern-41x;", "Tern-41x");
  expect("DRIVER={PostgreSQL Unicode};SERVER=db;UID=app;PWD={Tern;41x};", "Tern;41x");
  expect("AccountName=store7;AccountKey=dGVybi1pc2xlLTQx;", "dGVybi1pc2xlLTQx");
  EXPECT_EQ(found_in("a.txt", "host=db user=app password=${PW}"), "");
}

TEST(Dsn, PasswordFiles) {
  EXPECT_EQ(found_in(".pgpass", "# a\ndb:5432:prod:app:tern\\:isle\n"),
            "dsn-credential tern\\:isle\n");
  EXPECT_EQ(found_in("pgbouncer/userlist.txt", "\"app\" \"Tern-41x\"\n"),
            "dsn-credential Tern-41x\n");
}

TEST(Dsn, EndpointsAreToldInEvidenceOnly) {
  const std::string text = R"({"target": "postgresql://db.corp.internal:5432/prod"})";
  EXPECT_EQ(found_in("receipts/run_receipt.json", text),
            "dsn-raw-endpoint db.corp.internal:5432\n");
  EXPECT_EQ(found_in("migration.yml", text), "");
  EXPECT_EQ(found_in("receipts/run_receipt.json", "\"host=db.corp dbname=prod user=app\""),
            "dsn-raw-endpoint db.corp\n");
  EXPECT_EQ(found_in("receipts/run_receipt.json", "\"postgresql://localhost:5432/prod\""), "");
}

}  // namespace

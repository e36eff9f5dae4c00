// Values behind the names of credentials, in the notations of configuration, code and prose.
#include "mig/secrets/assignment/find_assignments.hpp"

#include <gtest/gtest.h>

#include <string>

#include "mig/secrets/assignment/credential_name.hpp"
#include "mig/secrets/assignment/random_value.hpp"
#include "mig/secrets/scanner.hpp"
#include "mig/secrets/value.hpp"

namespace {

using namespace mig::secrets;

/// What the scanner says of one text: "credential <value>" for each, or another rule.
std::string found_in(const std::string& path, const std::string& text) {
  std::string out;
  for (const auto& one : scan(path, text).detections) {
    // The row reader and the reader of servers' settings know some of these by their own names.
    const bool is_one = one.rule == "secret-assignment" || one.rule == "secret-column-value" ||
                        one.rule == "secret-sql-role-password";
    out += (is_one ? "credential" : std::string(one.rule)) + " " +
           text.substr(one.span.begin, one.span.end - one.span.begin) + "\n";
  }
  return out;
}

TEST(CredentialName, TellsPasswordsKeysAndWhatIsOnlyAboutThem) {
  for (const auto* name : {"password", "DB_PASSWORD", "dbPassword", "client-secret", "PGPASSWORD",
                           "database.password", "userpwd", "bindpw", "secretKey", "PASSWORD_2"}) {
    EXPECT_EQ(strength_of(name), NameStrength::strong) << name;
  }
  for (const auto* name : {"apiKey", "API_TOKEN", "x-auth-token", "signing_key", "salt"}) {
    EXPECT_EQ(strength_of(name), NameStrength::weak) << name;
  }
  for (const auto* name :
       {"password_reset_url", "PGPASSFILE", "secretName", "token_type", "passwordLabel", "keyboard",
        "primary_key", "cache-key", "password_hash", "public_key", "csrf_token", "monkey", "author",
        "secret_expires_at", "bypass", "single_pass_encoding"}) {
    EXPECT_EQ(strength_of(name), NameStrength::none) << name;
  }
}

TEST(RandomValue, IsNoWordPathDigestOrIdentifier) {
  for (const auto* value : {"q8Zr2LmX0vTfY7wKp3", "9f3a1c77e0b24d5688aa", "a7xs34hdsacjujb0skup"}) {
    EXPECT_TRUE(looks_random(value)) << value;
  }
  for (const auto* value : {"order-items-2024-list", "/usr/lib/x86_64/libssl", "sha256-q8Zr2LmX0v",
                            "PrimaryKeyConstraint", "user:session:42", "short1"}) {
    EXPECT_FALSE(looks_random(value)) << value;
  }
}

TEST(Value, ReferencesAndPlaceholdersAreNone) {
  for (const auto* value : {"${DB_PW}", "$DB_PW", "{{ vault_pw }}", "%(pw)s", ":'pw'", "<password>",
                            "vault:kv/db#pw", "process.env.DB_PW", "ENC[AES256,x]", "changeme",
                            "xxxxxxxx", "************", "abcd1234abcd1234abcd", "your-token-here",
                            "0123456789abcdef", "!secret db_pw", "%DB_PW%", "@DB_PW@"}) {
    EXPECT_FALSE(is_literal_secret(value)) << value;
  }
  for (const auto* value : {"gull-Feather7", "pa$$w0rd1x", "9f3a1c77e0b24d56"}) {
    EXPECT_TRUE(is_literal_secret(value)) << value;
  }
}

struct Case {
  const char* path;
  const char* text;
  const char* value;  ///< null: nothing is found
};

class Notations : public testing::TestWithParam<Case> {};

TEST_P(Notations, AreRead) {
  const auto& [path, text, value] = GetParam();
  const auto found = found_in(path, text);
  if (value == nullptr) {
    EXPECT_EQ(found, "");
  } else {
    EXPECT_EQ(found, "credential " + std::string(value) + "\n");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Assignments, Notations,
    testing::Values(
        Case{"app.properties", "spring.datasource.password=Tern-41-isle", "Tern-41-isle"},
        Case{"config.yml", "db:\n  password: Tern-41-isle # for now\n", "Tern-41-isle"},
        Case{"config.yml", "- name: DB_PASSWORD\n  value: Tern-41-isle\n", "Tern-41-isle"},
        Case{"config.yml", "password: |\n  Tern-41-isle\n", "Tern-41-isle"},
        Case{"notes.yml", "reason: \"on stage password=Tern-41-isle; the index\"\n",
             "Tern-41-isle"},
        Case{"notes.yml", "# on stage password: Tern-41-isle, see ${DOCS}\n", "Tern-41-isle"},
        Case{"notes.yml", "reason: \"password: the one of the vault\"\n", nullptr},
        Case{"notes.yml", "reason: \"password=${DB_PASSWORD}, as in 2025\"\n", nullptr},
        Case{"a.json", R"({"db": {"password": "Tern-41-isle"}})", "Tern-41-isle"},
        Case{"a.json", R"({"name": "DB_PASSWORD", "value": "Tern-41-isle"})", "Tern-41-isle"},
        Case{"a.py", "password: str = 'Tern-41-isle'", "Tern-41-isle"},
        Case{"a.py", "if password == \"Tern-41-isle\":", "Tern-41-isle"},
        Case{"a.go", "var dbPassword string = \"Tern-41-isle\"", "Tern-41-isle"},
        Case{"a.rb", ":password => 'Tern-41-isle'", "Tern-41-isle"},
        Case{"a.xml", "<password>\n  Tern-41-isle\n</password>", "Tern-41-isle"},
        Case{"a.xml", R"(<property name="pw" value="Tern-41-isle"/>)", "Tern-41-isle"},
        Case{"a.xml", R"(<property name="connection.password">Tern-41-isle</property>)",
             "Tern-41-isle"},
        Case{"a.xml", "<param-name>password</param-name>\n<param-value>Tern-41-isle</param-value>",
             "Tern-41-isle"},
        Case{"a.tf", "variable \"db_password\" { default = \"Tern-41-isle\" }", "Tern-41-isle"},
        Case{"server.conf", "requirepass Tern-41-isle\n", "Tern-41-isle"},
        Case{"notes.md", "The password for user `ro` is `Tern-41-isle` until May.", "Tern-41-isle"},
        Case{"notes.md", "The password is tern41isle.", "tern41isle"},
        Case{"notes.md", "Log in as `app` with password `Tern-41-isle`.", "Tern-41-isle"},
        Case{"a.json", R"({"password": "${DB_PASSWORD}"})", nullptr},
        Case{"a.py", "password = os.environ['DB_PASSWORD']", nullptr},
        Case{"a.py", "password = request.form.password", nullptr},
        Case{"a.js", "passwordLabel: \"Password 1\"", nullptr},
        Case{"a.js", "label: {password: 'forgotPassword'}", nullptr},
        Case{"a.json", R"({"target": "arn:aws:secretsmanager:eu:1:secret:prod/db-AbCd3f"})",
             nullptr},
        Case{"a.pl", "'Test::Pass' => '1.302103',", nullptr},
        Case{"a.json", R"({"PasswordLastUsed": "2016-09-08T21:47:36Z"})", nullptr},
        Case{"a.js", "key: \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq8Zr2LmX0vTfY7wKp3\"", nullptr},
        Case{"config.yml", "passwordSecretName: db-credentials-1\n", nullptr}));

// A value without quotes is read up to a bound: what stands behind its first word does not matter.
TEST(Assignment, LongProseBehindAValueHidesNothing) {
  std::string text = "text: on stage password=Tern-41-isle, then";
  for (int i = 0; i < 100; ++i) text += " another word";
  EXPECT_EQ(found_in("notes.yml", text + "\n"), "credential Tern-41-isle\n");
}

TEST(Assignment, TheSpanIsTheValueAlone) {
  const std::string text = "x = 1\nexport DB_PASSWORD='Tern-41-isle'\n";
  const auto found = scan("run.sh", text).detections;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.end - found[0].span.begin),
            "Tern-41-isle");
  EXPECT_EQ(found[0].subject.find("Tern"), std::string::npos);
}

}  // namespace

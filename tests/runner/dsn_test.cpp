// A connection string comes from a variable or a file, and is shown nowhere.
#include "mig/postgres/dsn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/process.hpp"

namespace {

using mig::ErrorKind;
using mig::postgres::Target;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kUrl =
    "postgresql://app:p%40ss%2fw%C3%B6rd@db.internal:6543/geo?sslmode=require";
constexpr const char* kPassword = "p@ss/w\u00f6rd";

Target from_value(const char* value) {
  ::setenv("MIG_TEST_DSN", value, 1);
  auto target = Target::from_environment("MIG_TEST_DSN");
  if (!target) throw std::runtime_error(target.error().message);
  return *target;
}

std::string value_of(const Target& target, std::string_view keyword) {
  for (const auto& [name, value] : target.parameters()) {
    if (name == keyword) return value;
  }
  return {};
}

TEST(Dsn, IsReadFromAVariable) {
  const auto target = from_value(kUrl);
  EXPECT_EQ(value_of(target, "password"), kPassword);
  EXPECT_EQ(value_of(target, "port"), "6543");
  EXPECT_EQ(target.name(), "the database that $MIG_TEST_DSN names");
  EXPECT_FALSE(target.is_local());
}

TEST(Dsn, IsReadFromAFile) {
  const mig::test::TemporaryFolder folder;
  folder.write("dsn", "host=db password='it''s secret' \n");
  folder.write("good", "host=db password='its secret'\n");
  folder.write("empty", "\n\n");
  const auto target = Target::from_file(folder.path() + "/good");
  ASSERT_TRUE(target) << target.error().message;
  EXPECT_EQ(value_of(*target, "password"), "its secret");
  for (const auto* name : {"/empty", "/missing", "/."}) {
    const auto refused = Target::from_file(folder.path() + name);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().kind, ErrorKind::no_verdict);
  }
}

TEST(Dsn, AnUnsetOrEmptyVariableIsNoVerdict) {
  ::unsetenv("MIG_TEST_DSN");
  EXPECT_EQ(Target::from_environment("MIG_TEST_DSN").error().kind, ErrorKind::no_verdict);
  ::setenv("MIG_TEST_DSN", "", 1);
  EXPECT_FALSE(Target::from_environment("MIG_TEST_DSN"));
}

// What libpq says of a string that it cannot read quotes parts of it.
TEST(Dsn, AStringThatCannotBeReadIsNotQuoted) {
  for (const auto* broken : {"postgresql://app:hunter22@[::1", "hunter22", "password=hunter22 host",
                             "postgresql://app:hunter22@db/geo?nosuch=hunter22"}) {
    ::setenv("MIG_TEST_DSN", broken, 1);
    const auto refused = Target::from_environment("MIG_TEST_DSN");
    ASSERT_FALSE(refused) << broken;
    EXPECT_THAT(refused.error().message + refused.error().remedy, Not(HasSubstr("hunter22")));
  }
}

TEST(Dsn, IsTakenOutOfEveryText) {
  const auto target = from_value(kUrl);
  for (const std::string& secret :
       {std::string(kUrl), std::string(kPassword), std::string("p%40ss%2Fw%C3%B6rd"),
        std::string("p%40ss%2fw%c3%b6rd"), std::string("p%40ss%2fw%C3%B6rd")}) {
    const auto shown = target.redacted("before " + secret + " after");
    EXPECT_EQ(shown, "before *** after") << secret;
  }
  EXPECT_EQ(target.redacted("nothing to hide"), "nothing to hide");
}

// libpq reads the rest of such a password as a port, a host or a database, and complains of that.
TEST(Dsn, TakesOutThePiecesOfAPasswordThatEndsTooEarly) {
  const auto slash = from_value("postgresql://u:Secret99/tail@127.0.0.1:1/db");
  EXPECT_THAT(slash.redacted("invalid integer value \"Secret99\" for connection option \"port\""),
              Not(HasSubstr("Secret99")));
  const auto at = from_value("postgresql://u:tail@Secret99@127.0.0.1:1/db");
  EXPECT_THAT(at.redacted("could not translate host name \"Secret99@127.0.0.1\""),
              Not(HasSubstr("Secret99")));
  const auto both = from_value("postgresql://u:tail@Secret99/x@127.0.0.1:1/db");
  EXPECT_THAT(both.redacted("could not translate host name \"Secret99\""),
              Not(HasSubstr("Secret99")));
}

TEST(Dsn, TakesOutWhatQuotesEscape) {
  const auto target = from_value("host=db password='it\\'s \\\\ here'");
  EXPECT_EQ(target.redacted("x it's \\ here y"), "x *** y");
  EXPECT_EQ(target.redacted("x it\\'s \\\\ here y"), "x *** y");
}

// "permission denied" without its "e" would tell the password.
TEST(Dsn, AVeryShortPasswordHidesTheWholeText) {
  const auto target = from_value("host=db password=e");
  EXPECT_THAT(target.redacted("permission denied"), Not(HasSubstr("permission")));
}

TEST(Dsn, ASecretThatWasFoundLaterIsHiddenToo) {
  auto target = from_value("host=db");
  target.add_secret("from-a-password-file");
  EXPECT_EQ(target.redacted("x from-a-password-file y"), "x *** y");
}

}  // namespace

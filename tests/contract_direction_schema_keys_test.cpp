// The list of keys that the tables of directions are held against when they are compiled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/process.hpp"

namespace mig::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kTrust = "trust.v1.schema.json";

/// The schemas, free to be changed.
class SchemaFolder {
 public:
  SchemaFolder() {
    for (const std::string name :
         {"policy.v1.schema.json", kTrust, "migration_declaration.v1.schema.json"}) {
      folder_.write(name, read_file(std::string(MIG_SOURCE_DIR) + "/schemas/" + name));
    }
  }

  void change(const std::string& name, const std::string& from, const std::string& to) const {
    auto text = read_file(folder_.path() + "/" + name);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    folder_.write(name, text.replace(at, from.size(), to));
  }

  ProcessResult list() const {
    return run_process({"cmake", "-DOUTPUT=" + output(), "-DFOLDER=" + folder_.path(), "-P",
                        std::string(MIG_SOURCE_DIR) + "/cmake/ListSchemaKeys.cmake"});
  }

  std::string keys() const {
    const auto result = list();
    EXPECT_EQ(result.exit_code, 0) << result.standard_error;
    return read_file(output());
  }

  std::string output() const { return folder_.path() + "/schema_keys.inc"; }

 private:
  TemporaryFolder folder_;
};

TEST(SchemaKeysTest, ListsItemsMapsAndWhatReferencesStandFor) {
  const auto keys = SchemaFolder().keys();
  for (const auto* key :
       {R"(KEY("environments.*"))", R"(KEY("approvals.required_roles[]"))",
        R"(KEY("approvals.required_roles[].roles"))", R"(KEY("migrations_roots"))",
        R"(KEY("coordinates.restricted_areas[].polygon"))", R"(GROUP("keys[].revoked"))",
        R"(KEY("keys[].revoked.at"))", R"(KEY("x-*"))", R"(KEY("scope.allowed_tables"))"}) {
    EXPECT_THAT(keys, HasSubstr(key));
  }
}

TEST(SchemaKeysTest, AKeyThatCameIsListed) {
  const SchemaFolder schemas;
  EXPECT_THAT(schemas.keys(), Not(HasSubstr("min_age_days")));
  schemas.change(kTrust, "\"max_age_days\":", R"("min_age_days": { "type": "integer" },
        "max_age_days":)");
  EXPECT_THAT(schemas.keys(), HasSubstr(R"(KEY("rules[].min_age_days"))"));
}

TEST(SchemaKeysTest, AnObjectThatTakesAnyKeyIsRefused) {
  const SchemaFolder schemas;
  schemas.change(kTrust, "\"additionalProperties\": false", "\"additionalProperties\": true");
  const auto result = schemas.list();
  EXPECT_NE(result.exit_code, 0);
  EXPECT_THAT(result.standard_error, HasSubstr("has to say additionalProperties: false"));
  EXPECT_FALSE(std::filesystem::exists(schemas.output()));
}

TEST(SchemaKeysTest, AReferenceElsewhereIsRefused) {
  const SchemaFolder schemas;
  schemas.change(kTrust, "#/definitions/digest", "other.json#/definitions/digest");
  EXPECT_THAT(schemas.list().standard_error, HasSubstr("a reference to other.json"));
}

TEST(SchemaKeysTest, ASchemaThatContainsItselfIsRefused) {
  const SchemaFolder schemas;
  schemas.change(kTrust, "\"max_age_days\": {",
                 R"("inner": { "$ref": "#/definitions/rule" }, "max_age_days": {)");
  const auto result = schemas.list();
  EXPECT_NE(result.exit_code, 0);
  EXPECT_THAT(result.standard_error, HasSubstr("nested without end"));
}

}  // namespace
}  // namespace mig::test

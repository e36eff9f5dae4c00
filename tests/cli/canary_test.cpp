// Values are planted in every kind of file, and every tool is run in every way it can speak: no
// byte that leaves it may hold one of them, nor an unsalted digest or an encoding of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "mig/digest/sha256.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"
#include "support/sampling.hpp"

namespace {

using mig::test::kDraftBundle;
using mig::test::kExecutedBundle;
using mig::test::ProcessResult;
using mig::test::SampleRepository;

const std::vector<std::string> kFormats{"text", "concise", "json", "sarif", "github"};

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= count ? kDigits[group >> (18U - 6U * i) & 0x3FU] : '=';
    }
  }
  return out;
}

std::string md5_of(const std::string& value) {
  return mig::test::run_process({"md5sum"}, {"", value, {}}).standard_output.substr(0, 32);
}

/// A repository in which something is planted, and what must not be seen of it.
class Canary : public testing::Test {
 protected:
  /// Plants a value and answers it.
  std::string plant(const std::string& value) {
    planted_.push_back(value);
    return value;
  }
  void expect_silence(const ProcessResult& result, const std::string& how) const {
    EXPECT_LT(result.exit_code, 5) << how << result.standard_error;
    const auto said = result.standard_output + result.standard_error;
    for (const auto& value : planted_) {
      EXPECT_EQ(said.find(value), std::string::npos) << how << " shows " << value << "\n" << said;
      EXPECT_EQ(said.find(base64_of(value)), std::string::npos) << how;
      EXPECT_EQ(said.find(md5_of(value)), std::string::npos) << how;
      EXPECT_EQ(said.find(*mig::digest::sha256_hex(value)), std::string::npos) << how;
    }
  }
  void run(const std::string& tool, std::vector<std::string> arguments) {
    if (!sample_.takes()) return;
    std::string how = tool;
    for (const auto& word : arguments) how += " " + word;
    expect_silence(mig::test::run_tool(tool, arguments, {repository_.path(), "", {}}), how);
  }
  /// Every gate in every format, over the tree and over one bundle; then the helpers.
  void run_everything(const std::string& bundle) {
    for (const char* tool :
         {"mig-validate", "mig-scope-diff", "mig-rollback-check", "mig-scan-secrets", "mig-gate"}) {
      for (const auto& format : kFormats) {
        run(tool, {"--root", ".", "--output", format, "migrations"});
        run(tool, {"--root", ".", "--output", format, bundle});
      }
      run(tool, {"--root", ".", "--strict", bundle});
    }
    for (const char* view : {"effects", "delta", "catalog"}) {
      for (const char* format : {"text", "json"}) {
        run("mig-scope-diff", {"--root", ".", "--show", view, "--output", format, bundle});
        run("mig-scope-diff", {"--root", ".", "--show", view, "--output", format, "--forward",
                               bundle + "/forward.sql"});
      }
    }
    run("mig-scope-diff", {"--root", ".", "--suggest-scope", bundle});
    const auto plan = mig::test::run_process(
        {mig::test::tool_path("mig-run"), "plan", "--root", ".", "-o", "-", bundle},
        {repository_.path(), "", {}});
    expect_silence(plan, "mig-run plan");
  }
  /// The richer formats of mig-gate, over the tree.
  void run_pages(const std::vector<std::string>& more = {}) {
    for (const char* format :
         {"markdown", "markdown-comment", "html", "junit", "gitlab-codequality"}) {
      std::vector<std::string> arguments{"--root", ".", "--output", format, "migrations"};
      arguments.insert(arguments.end(), more.begin(), more.end());
      run("mig-gate", arguments);
    }
  }
  void append(const std::string& relative, const std::string& text) const {
    repository_.write(relative, repository_.read(relative) + text);
  }

  SampleRepository repository_;
  std::vector<std::string> planted_;
  mig::test::Sample sample_;
};

TEST_F(Canary, NoOutputHoldsWhatWasFound) {
  append(kDraftBundle + "/forward.sql",
         "ALTER ROLE app WITH PASSWORD '" + plant("Vq82mzTkLw41") + "';\n");
  append(kDraftBundle + "/notes.md",
         "\nConnected with postgresql://app:" + plant("Zr19kkWpQe77") + "@db.internal/app\n");
  append(kDraftBundle + "/rollback.sql", "INSERT INTO users (id, email) VALUES (1, '" +
                                             plant("anna.lindqvist@fernmail.net") + "');\n");
  repository_.write(kDraftBundle + "/extra.json",
                    "{\"db_password\": \"" + plant("Hq64bbNsTy28") + "\", broken");
  repository_.write(kDraftBundle + "/.env", "DATABASE_PASSWORD=" + plant("Jw05ccMrUx93") + "\n");
  const auto hidden = plant("Kd37ddLqVz16");
  repository_.write(kDraftBundle + "/config.yml",
                    "data: " + base64_of("password: " + hidden + "\nuser: application\n") + "\n");
  run_everything(kDraftBundle);
  run_pages();
}

TEST_F(Canary, ParsersThatQuoteWhatTheyChokeOn) {
  append(kDraftBundle + "/forward.sql",
         "ALTER ROLE app WITH PASSWORD '" + plant("Vq82mzTkLw41") + "' 'more';\n");
  append(kDraftBundle + "/rollback.sql",
         "CREATE USER app IDENTIFIED BY '" + plant("Zr19kkWpQe77") + "';\n");
  run_everything(kDraftBundle);
}

TEST_F(Canary, LiteralsThatNothingCloses) {
  append(kDraftBundle + "/forward.sql",
         "ALTER ROLE app WITH PASSWORD '" + plant("Vq82mzTkLw41") + ";\n");
  run_everything(kDraftBundle);
}

TEST_F(Canary, QuotesAroundAnAssignmentAndValuesInValues) {
  auto declaration = repository_.read(kDraftBundle + "/migration.yml");
  const std::string type = "type: postgis";
  declaration.replace(declaration.find(type), type.size(),
                      "type: 'password=" + plant("Vq82mzTkLw41") + "'");
  repository_.write(kDraftBundle + "/migration.yml", declaration);
  repository_.write(kDraftBundle + "/both.env", "DB_PASSWORD=" + plant("Zr19-kkWpQe77") +
                                                    "/gh"
                                                    "p_q8Zr2LmX0vTfY7wKp3NbHs5DcJg1A4x9Re6W\n");
  run_everything(kDraftBundle);
}

TEST_F(Canary, SchemasThatQuoteWhatDoesNotFit) {
  auto declaration = repository_.read(kDraftBundle + "/migration.yml");
  const std::string type = "type: postgis";
  const auto at = declaration.find(type);
  ASSERT_NE(at, std::string::npos);
  declaration.replace(at, type.size(),
                      "type: \"postgresql://app:" + plant("Vq82mzTkLw41") + "@db.internal/app\"");
  repository_.write(kDraftBundle + "/migration.yml", declaration);
  auto registry = repository_.read("migrations/registry/migrations.v1.json");
  const std::string owner = "\"map-team\"";
  registry.replace(registry.find(owner), owner.size(),
                   "{\"db_password\": \"" + plant("Hq64bbNsTy28") + "\"}");
  repository_.write("migrations/registry/migrations.v1.json", registry);
  run_everything(kDraftBundle);
}

TEST_F(Canary, Receipts) {
  auto receipt = repository_.read(kExecutedBundle + "/receipts/run_receipt.json");
  const auto brace = receipt.find('{');
  receipt.insert(brace + 1, "\"db_password\": \"" + plant("Hq64bbNsTy28") +
                                "\", \"command\": \"psql postgresql://app:" +
                                plant("Zr19kkWpQe77") + "@db.internal/app\",");
  repository_.write(kExecutedBundle + "/receipts/run_receipt.json", receipt);
  run_everything(kExecutedBundle);
}

TEST_F(Canary, APolicyThatCannotBeUsed) {
  repository_.write(".mig/policy.yml",
                    "schema_version: policy.v1\nmigrations_roots: \"postgresql://app:" +
                        plant("Zr19kkWpQe77") + "@db.internal/app\"\n");
  run_everything(kDraftBundle);
  run("mig-validate", {"--root", ".", ".mig/policy.yml"});
}

TEST_F(Canary, APolicyThatCanBeUsed) {
  append(".mig/policy.yml", "required_objects: [\"index public.x\", \"postgresql://app:" +
                                plant("Zr19kkWpQe77") + "@db.internal/app\"]\n");
  run_everything(kDraftBundle);
  run("mig-gate", {"--root", ".", "--print-policy"});
}

TEST_F(Canary, FrontsOfValuesThatAreCut) {
  auto declaration = repository_.read(kDraftBundle + "/migration.yml");
  const std::string type = "type: postgis";
  const auto front = plant(
      "gh"
      "p_q8Zr2LmX0v");
  declaration.replace(
      declaration.find(type), type.size(),
      "type: \"a text that is put in front of it, " + front + "TfY7wKp3NbHs5DcJg1A4x9Re6W\"");
  repository_.write(kDraftBundle + "/migration.yml", declaration);
  run_everything(kDraftBundle);
  run_pages();
}

TEST_F(Canary, TablesOfWhatAChangeLoosens) {
  repository_.write(".mig/policy.yml", "schema_version: policy.v1\n");
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"init", "-q", "-b", "main"}, {"add", "-A"}, {"commit", "-q", "-m", "begin"}}) {
    std::vector<std::string> command{"git", "-c", "user.name=Ada", "-c",
                                     "user.email=ada@example.invalid"};
    command.insert(command.end(), words.begin(), words.end());
    ASSERT_EQ(mig::test::run_process(command, {repository_.path(), "", {}}).exit_code, 0);
  }
  auto declaration = repository_.read(kDraftBundle + "/migration.yml");
  const auto replace = [&declaration](const std::string& key, const std::string& line) {
    const auto at = declaration.find(key);
    ASSERT_NE(at, std::string::npos) << key;
    declaration.replace(at, declaration.find('\n', at) - at, line);
  };
  replace("command: ",
          "command: \"psql postgres://svc:" + plant("Vq82mzTkLw41") + "@db.internal/gis\"");
  replace("intent: ", "intent: \"with password=" + plant("Zr19kkWpQe77") + "\"");
  repository_.write(kDraftBundle + "/migration.yml", declaration);
  repository_.write(".mig/policy.yml",
                    "schema_version: policy.v1\nrequired_objects: [\"postgresql://app:" +
                        plant("Hq64bbNsTy28") + "@db.internal/app\"]\n");
  for (const char* tool : {"mig-validate", "mig-gate"}) {
    for (const auto& format : kFormats) {
      run(tool, {"--root", ".", "--base", "main", "--output", format, "migrations"});
    }
  }
  run_pages({"--base", "main"});
}

TEST_F(Canary, NamesThatAreFoundValues) {
  const auto value = plant("Vq82mzTkLw41");
  repository_.write(kDraftBundle + "/forward.sql",
                    "ALTER ROLE app WITH PASSWORD '" + value + "';\nCREATE TABLE public.\"" +
                        value + "\" (id integer);\nDROP TABLE public.missing_" + value + ";\n");
  run_everything(kDraftBundle);
}

}  // namespace

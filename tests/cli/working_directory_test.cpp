// Wherever a run begins and however its paths are spelled, the report is the same, byte for byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sampling.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;

constexpr std::array kGates{"mig-gate",           "mig-validate",     "mig-scope-diff",
                            "mig-rollback-check", "mig-scan-secrets", "mig-receipt-verify"};
constexpr const char* kBundle = "migrations/postgis/PG-MIG-2026-03-01-01";

/// Where a run begins, and what it is given.
struct Way {
  std::string folder;
  std::vector<std::string> arguments;
  std::string standard_input{};
};

/// A repository with findings of several gates, and a link to it from outside.
class WorkingDirectoryTest : public testing::Test {
 protected:
  WorkingDirectoryTest() : root_(fs::canonical(repository_.path()).string()) {
    fs::copy(std::string(MIG_SOURCE_DIR) +
                 "/fixtures/invalid/declaration-invalid-value/unknown-type/migrations",
             root_ + "/migrations", fs::copy_options::recursive);
    repository_.commit("begin");
    repository_.branch("change");
    const auto script = bundle() + "/forward.sql";
    write("forward.sql", read_file(script) + "-- password = 'hunter2hunter2x9Q'\n");
    write("a\nb.sql", "SELECT 1;\n");
    write("-0.sql", "SELECT 1;\n");
    write("\xff\xfe.sql", "SELECT 1;\n");
    repository_.commit("change");
    fs::create_directory_symlink(root_, link());
    fs::create_directory_symlink(root_ + "/migrations", outside_.path() + "/in");
  }

  void write(const std::string& name, const std::string& bytes) const {
    repository_.write(std::string(kBundle) + "/" + name, bytes);
  }
  std::string bundle() const { return root_ + "/" + kBundle; }
  std::string link() const { return outside_.path() + "/link"; }

  static ProcessResult run(const std::string& gate, const Way& way, const std::string& format) {
    std::vector<std::string> command{tool_path(gate), "--now", "2026-11-26T00:00:00Z", "--output",
                                     format};
    command.insert(command.end(), way.arguments.begin(), way.arguments.end());
    return run_process(command, {way.folder, way.standard_input, {}});
  }

  void expect_same(const std::vector<Way>& ways, const std::vector<std::string>& gates,
                   const std::vector<std::string>& formats = {"json", "text"}) const {
    Sample due;
    for (const auto& gate : gates) {
      for (const auto& format : formats) {
        const auto first = run(gate, ways.front(), format);
        EXPECT_EQ(first.exit_code, 1) << gate << first.standard_output << first.standard_error;
        EXPECT_THAT(first.standard_output, HasSubstr(kBundle));
        EXPECT_THAT(first.standard_output, Not(HasSubstr(outside_.path())));
        for (const auto& way : ways) {
          if (!due.takes()) continue;
          const auto other = run(gate, way, format);
          EXPECT_EQ(other.exit_code, first.exit_code) << gate << " in " << way.folder;
          EXPECT_EQ(other.standard_output, first.standard_output) << gate << " in " << way.folder;
        }
      }
    }
  }
  static std::vector<std::string> all_gates() { return {kGates.begin(), kGates.end()}; }

  GitRepository repository_;
  TemporaryFolder outside_;
  std::string root_;
};

TEST_F(WorkingDirectoryTest, DoesNotMatterForATree) {
  expect_same({{root_, {"migrations"}},
               {root_ + "/migrations", {"."}},
               {root_ + "/migrations/postgis", {".."}},
               {bundle(), {"../.."}},
               {"/", {root_ + "/migrations"}},
               {"/", {root_ + "/migrations/"}},
               {"/", {link() + "/migrations"}},
               {link(), {"migrations"}},
               {link() + "/migrations", {"../migrations/."}},
               {"/", {outside_.path() + "/in"}},
               {"/", {"--root", root_, root_ + "/migrations"}},
               {"/", {"--root", link(), root_ + "/migrations"}},
               {root_ + "/migrations", {"--root", "..", "."}}},
              all_gates());
}

TEST_F(WorkingDirectoryTest, DoesNotMatterForARepository) {
  expect_same({{root_, {"."}},
               {"/", {root_}},
               {"/", {link()}},
               {"/", {link() + "/"}},
               {"/", {"--root", root_}},
               {"/", {"--root", link()}},
               {root_ + "/migrations", {"--root", ".."}},
               {bundle(), {"../../.."}}},
              all_gates());
}

TEST_F(WorkingDirectoryTest, DoesNotMatterForABundle) {
  expect_same({{root_, {kBundle}},
               {root_, {std::string("./") + kBundle + "/"}},
               {bundle(), {"."}},
               {bundle() + "/..", {"PG-MIG-2026-03-01-01"}},
               {"/", {bundle()}},
               {link() + "/" + kBundle, {"."}},
               {link(), {kBundle}},
               {"/", {"--root", link(), bundle()}}},
              all_gates());
}

TEST_F(WorkingDirectoryTest, DoesNotMatterForAFile) {
  expect_same({{root_, {std::string(kBundle) + "/migration.yml"}},
               {bundle(), {"migration.yml"}},
               {"/", {bundle() + "/migration.yml"}},
               {link() + "/" + kBundle, {"./migration.yml"}}},
              {"mig-validate"});
  expect_same({{root_, {std::string(kBundle) + "/forward.sql"}},
               {bundle(), {"forward.sql"}},
               {"/", {link() + "/" + kBundle + "/forward.sql"}}},
              {"mig-scan-secrets", "mig-scope-diff"});
}

TEST_F(WorkingDirectoryTest, DoesNotMatterAgainstABase) {
  expect_same({{root_, {"--base", "main", "migrations"}},
               {root_ + "/migrations", {"--base", "main", "."}},
               {bundle(), {"--base", "main", "../.."}},
               {"/", {"--base", "main", link() + "/migrations"}},
               {"/", {"--base", "main", "--root", link(), root_ + "/migrations"}}},
              all_gates());
}

TEST_F(WorkingDirectoryTest, DoesNotMatterForAnyFormat) {
  expect_same({{root_, {"migrations"}}, {bundle(), {"../.."}}, {"/", {link() + "/migrations"}}},
              {"mig-gate"},
              {"concise", "sarif", "github", "markdown", "junit", "gitlab-codequality", "html"});
}

// Names come from git, relative to the top level, or from a shell, relative to where it is.
TEST_F(WorkingDirectoryTest, DoesNotMatterForAListOfFiles) {
  const std::string file = std::string(kBundle) + "/forward.sql";
  const std::vector<std::string> lines{"--files-from", "-"};
  const std::vector<std::string> names{"--files-from", "-", "-0"};
  const auto rooted = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--root", root_});
    return words;
  };
  expect_same({{root_, lines, file + "\n"},
               {root_, lines, file},
               {root_, lines, file + "\r\n"},
               {root_, names, file + std::string("\0", 1)},
               {root_ + "/migrations", lines, file + "\n"},
               {bundle(), lines, file + "\n"},
               {bundle(), lines, "forward.sql\n"},
               {bundle(), lines, "./forward.sql\n"},
               {bundle() + "/..", lines, "PG-MIG-2026-03-01-01/forward.sql\n"},
               {bundle(), lines, "../../../" + file + "\n"},
               {link() + "/" + kBundle, names, std::string("forward.sql\0", 12)},
               {"/", rooted(lines), file + "\n"},
               {"/", rooted(lines), root_ + "/" + file + "\n"}},
              all_gates());
}

TEST_F(WorkingDirectoryTest, TakesHostileNamesOfAList) {
  for (const auto* gate : kGates) {
    // Each of them lies in the bundle, which is judged because of it.
    for (const std::string name : {"a\nb.sql", "-0.sql", "\xff\xfe.sql", "--root=x"}) {
      const auto list = std::string(kBundle) + "/" + name + std::string("\0", 1);
      const auto result = run(gate, {root_, {"-0", "--files-from", "-"}, list}, "json");
      EXPECT_NE(result.exit_code, 2) << gate << " " << name << result.standard_error;
      EXPECT_THAT(result.standard_output, HasSubstr("\"report.v1\"")) << gate << " " << name;
      EXPECT_THAT(result.standard_output, Not(HasSubstr("\xff")));
      if (std::string(gate) == "mig-scan-secrets") continue;  // it searches what is listed
      EXPECT_EQ(result.exit_code, 1) << gate << " " << name << result.standard_output;
    }
    // A list in the other form is one name, of which there is no file.
    const auto lines = std::string(kBundle) + "/forward.sql\n" + kBundle + "/notes.md\n";
    for (const auto& list : {lines, lines + std::string("\0", 1)}) {
      const auto result = run(gate, {root_, {"-0", "--files-from", "-"}, list}, "text");
      EXPECT_EQ(result.exit_code, 3) << gate;
      EXPECT_THAT(result.standard_output, HasSubstr("the list is of the other form"));
    }
    for (const auto& list : {std::string(), std::string("\0\0", 2)}) {
      EXPECT_EQ(run(gate, {root_, {"-0", "--files-from", "-"}, list}, "text").exit_code, 3);
    }
  }
}

TEST_F(WorkingDirectoryTest, AnswersADash) {
  const auto declaration = read_file(bundle() + "/migration.yml");
  for (const auto* gate : kGates) {
    const bool reads_it =
        std::string(gate) == "mig-validate" || std::string(gate) == "mig-scan-secrets";
    const auto result = run(gate, {root_, {"-"}, declaration}, "text");
    if (reads_it) {
      EXPECT_THAT(result.exit_code, testing::AnyOf(0, 1)) << gate << result.standard_error;
      continue;
    }
    EXPECT_EQ(result.exit_code, 2) << gate;
    EXPECT_THAT(result.standard_error, HasSubstr("- is standard input, which is not read here"));
    EXPECT_THAT(result.standard_error, HasSubstr("--files-from -"));
  }
  for (const auto& command : {std::vector<std::string>{"mig-run", "plan", "-"},
                              {"mig-run", "rehearse", "-"},
                              {"mig-receipt-verify", "digest", "-"},
                              {"mig-receipt-verify", "prov", "-"},
                              {"mig-receipt-verify", "sign", "--key", "none.pem", "-"}}) {
    auto words = command;
    words.front() = tool_path(words.front());
    const auto result = run_process(words, {root_, declaration, {}});
    EXPECT_THAT(result.exit_code, testing::AnyOf(2, 3)) << command[1];
    EXPECT_THAT(result.standard_error, HasSubstr("= fix: ")) << command[1];
  }
  // What is called so is still to be had.
  fs::rename(root_ + "/migrations", root_ + "/-");
  const auto result = run("mig-gate", {root_, {"./-"}, ""}, "text");
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
}

}  // namespace
}  // namespace mig::test

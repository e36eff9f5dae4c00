// Manual pages and completions are written from the tables that parse the command lines. With
// MIG_UPDATE_GOLDENS=1 they are rewritten, and the run still fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>

#include "mig/app/gates.hpp"
#include "mig/app/manual/completion.hpp"
#include "mig/app/manual/manual_page.hpp"
#include "mig/app/manual/manual_text.hpp"
#include "mig/app/manual/program.hpp"
#include "mig/app/run_commands.hpp"
#include "mig/app/runner/run_runner.hpp"
#include "support/process.hpp"

namespace {

using mig::app::Program;
using mig::test::run_process;
using mig::test::tool_folder;
using testing::HasSubstr;
using testing::Not;

std::vector<Program> programs() {
  std::vector<Program> all;
  for (const auto& gate : mig::app::all_gates())
    all.push_back(mig::app::gate_program(std::string(gate.name)));
  all.push_back(mig::app::gate_program("mig-gate"));
  Program runner{"mig-run", "captures baselines, plans and rehearses migrations", {}};
  mig::app::show_commands(mig::app::runner_table(), [&runner](const CLI::App& app) {
    runner.forms = mig::app::commands_of(app);
    runner.forms.insert(runner.forms.begin(), mig::app::form_of(app, ""));
  });
  all.push_back(std::move(runner));
  return all;
}

std::string source(const std::string& relative) {
  return std::string(MIG_SOURCE_DIR) + "/" + relative;
}

std::string page_of(const std::string& program) {
  return source("docs/man/" + program + ".1");
}

void expect_committed(const std::string& file, const std::string& written) {
  ASSERT_FALSE(written.empty()) << file;
  std::ifstream there(file, std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(there), {}};
  if (committed == written) return;
  if (std::getenv("MIG_UPDATE_GOLDENS") != nullptr) {
    std::ofstream(file, std::ios::binary) << written;
    ADD_FAILURE() << "rewrote " << file << ": read it, then run again without MIG_UPDATE_GOLDENS";
    return;
  }
  ADD_FAILURE() << file << " is not what the tables of the command line say. To write it again:\n"
                << "  MIG_UPDATE_GOLDENS=1 build/release/bin/manual_test";
}

TEST(Manual, PagesAndCompletionsAreThoseOfTheTables) {
  for (const auto& program : programs()) {
    expect_committed(page_of(program.name), mig::app::manual_page(program));
    expect_committed(source("ci/completions/" + program.name), mig::app::bash_completion(program));
  }
}

TEST(Manual, EveryTextBelongsToAProgram) {
  std::size_t told = 0;
  for (const auto& program : programs()) {
    EXPECT_NE(mig::app::manual_text(program.name), nullptr) << program.name;
    ++told;
  }
  EXPECT_EQ(told, mig::app::all_manual_texts().size());
}

// What a program prints is the other way to its tables: nothing may be lost on the way here.
TEST(Manual, EveryFlagOfTheHelpHasItsEntry) {
  for (const auto& program : programs()) {
    const auto page = mig::app::manual_page(program);
    for (const auto& form : program.forms) {
      std::vector<std::string> command{mig::test::tool_path(program.name)};
      if (!form.command.empty()) command.push_back(form.command);
      command.emplace_back("--help");
      const auto help = run_process(command).standard_output;
      std::size_t flags = 0;
      for (std::size_t at = help.find("\n  -"); at != std::string::npos;
           at = help.find("\n  -", at + 1)) {
        const auto end = help.find_first_of(" ,\n", at + 3);
        const auto name = help.substr(at + 3, end - at - 3);
        std::string escaped = "\\fB";
        for (const char c : name) escaped += c == '-' ? std::string("\\-") : std::string(1, c);
        EXPECT_THAT(page, HasSubstr(escaped + "\\fR")) << program.name << " " << form.command;
        ++flags;
      }
      EXPECT_EQ(flags, form.flags.size()) << program.name << " " << form.command;
    }
  }
}

TEST(Manual, TextIsNeverReadAsARequest) {
  Program program{"mig-gate", "'quoted'\n.request \\n?", {}};
  program.forms.push_back({"", "", {{{"--x"}, "X", {}, ".so /etc/passwd ^~`", false, false}}, {}});
  const auto page = mig::app::manual_page(program);
  EXPECT_THAT(page, HasSubstr("\\(aqquoted\\(aq .request \\en?"));
  EXPECT_THAT(page, HasSubstr("\\&.so /etc/passwd \\(ha\\(ti\\(ga"));
  EXPECT_THAT(page, Not(HasSubstr("\n.so")));
  // Nor where a paragraph is broken into lines.
  program.forms.front().flags.front().help = std::string(78, 'x') + " .so /etc/passwd";
  EXPECT_THAT(mig::app::manual_page(program), HasSubstr("x\n\\&.so /etc/passwd\n"));
}

bool is_installed(const std::string& program) {
  return run_process({"sh", "-c", "command -v " + program + " >/dev/null"}).exit_code == 0;
}

TEST(Manual, PagesAreCleanForMandoc) {
  if (!is_installed("mandoc")) GTEST_SKIP() << "mandoc is not installed";
  for (const auto& program : programs()) {
    const auto lint = run_process({"mandoc", "-T", "lint", "-W", "style", page_of(program.name)});
    EXPECT_EQ(lint.exit_code, 0) << lint.standard_output;
    EXPECT_EQ(lint.standard_output, "");
  }
}

TEST(Manual, PagesAreCleanForGroff) {
  if (!is_installed("groff")) GTEST_SKIP() << "groff is not installed";
  for (const auto& program : programs()) {
    const auto shown = run_process({"groff", "-man", "-Tutf8", "-ww", "-z", page_of(program.name)});
    EXPECT_EQ(shown.exit_code, 0);
    EXPECT_EQ(shown.standard_error, "") << program.name;
  }
}

/// What bash offers for a line whose last word is being written; the words are cut as bash does.
std::string offered(const std::string& program, const std::string& words) {
  const auto shell = run_process(
      {"bash", "-c",
       "source \"$1\" && read -ra COMP_WORDS <<<\"$2\" && [[ $2 != *' ' ]] || COMP_WORDS+=('')\n"
       "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _${3//-/_}; echo \"${COMPREPLY[*]}\"",
       "bash", source("ci/completions/" + program), words, program},
      {"", "", {"PATH=" + tool_folder() + ":/usr/bin:/bin"}});
  EXPECT_EQ(shell.exit_code, 0) << shell.standard_error;
  EXPECT_EQ(shell.standard_error, "") << words;
  return shell.standard_output;
}

TEST(Completion, OffersFlagsValuesCommandsAndRules) {
  EXPECT_EQ(offered("mig-gate", "mig-gate --pha"), "--phase\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate --phase "), "planned executed\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate --phase = ex"), "executed\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate --phase ="), "planned executed\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate --output sar"), "sarif\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate --explain declaration-invalid-v"),
            "declaration-invalid-value\n");
  // Nothing of ours: bash offers files.
  EXPECT_EQ(offered("mig-gate", "mig-gate --policy "), "\n");
  EXPECT_EQ(offered("mig-gate", "mig-gate migra"), "\n");
}

TEST(Completion, KnowsTheFlagsOfCommands) {
  EXPECT_EQ(offered("mig-run", "mig-run "), "capture rehearse plan\n");
  EXPECT_EQ(offered("mig-run", "mig-run re"), "rehearse\n");
  EXPECT_EQ(offered("mig-run", "mig-run rehearse --sup"), "--superuser\n");
  EXPECT_EQ(offered("mig-run", "mig-run plan --sup"), "\n");
  EXPECT_EQ(offered("mig-run", "mig-run capture --phase "), "pre post\n");
  EXPECT_EQ(offered("mig-run", "mig-run --ver"), "--version\n");
  EXPECT_EQ(offered("mig-receipt-verify", "mig-receipt-verify keygen --algorithm e"),
            "ed25519 ecdsa-p256\n");
  EXPECT_EQ(offered("mig-receipt-verify", "mig-receipt-verify --sto"), "--store\n");
}

}  // namespace

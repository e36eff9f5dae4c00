// A misspelt name is refused with the one that was meant: of flags, values, commands, rules and
// keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "support/process.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;

ProcessResult run(const std::string& tool, std::vector<std::string> arguments,
                  const ProcessOptions& options = {}) {
  arguments.insert(arguments.begin(), tool_path(tool));
  return run_process(arguments, options);
}

struct Slip {
  const char* tool;
  std::vector<std::string> arguments;
  const char* what;
  const char* fix;
};

void expect_refused(const Slip& slip) {
  const auto result = run(slip.tool, slip.arguments);
  EXPECT_EQ(result.exit_code, 2) << slip.tool << " " << slip.what;
  EXPECT_EQ(result.standard_output, "");
  EXPECT_THAT(result.standard_error, HasSubstr(std::string(": ") + slip.what + "\n"));
  EXPECT_THAT(result.standard_error, HasSubstr(std::string("\n  = fix: ") + slip.fix + "\n"));
}

TEST(DidYouMean, TellsTheFlag) {
  for (const char* gate : {"mig-gate", "mig-validate", "mig-scope-diff", "mig-rollback-check",
                           "mig-scan-secrets", "mig-receipt-verify"}) {
    expect_refused(
        {gate, {"--outptu", "json", "."}, "unknown flag --outptu", "did you mean --output?"});
    expect_refused({gate, {"-polcy", "x", "."}, "unknown flag -polcy", "did you mean --policy?"});
  }
  expect_refused(
      {"mig-gate", {"doctor", "--rot", "."}, "unknown flag --rot", "did you mean --root?"});
  expect_refused(
      {"mig-run", {"plan", "--ouput=x", "b"}, "unknown flag --ouput", "did you mean --output?"});
  expect_refused({"mig-run", {"--verison"}, "unknown flag --verison", "did you mean --version?"});
  expect_refused({"mig-receipt-verify",
                  {"sign", "--key-evn", "K", "x"},
                  "unknown flag --key-evn",
                  "did you mean --key-env?"});
}

TEST(DidYouMean, TellsTheValue) {
  expect_refused({"mig-gate",
                  {"--phase", "plannd", "."},
                  "--phase cannot be plannd",
                  "did you mean planned?"});
  expect_refused({"mig-gate",
                  {"--color", "allways", "."},
                  "--color cannot be allways",
                  "did you mean always?"});
  expect_refused({"mig-gate",
                  {"--safety-mode", "srict", "."},
                  "--safety-mode cannot be srict",
                  "did you mean strict?"});
  expect_refused({"mig-gate",
                  {"--output", "jsn", "."},
                  "unknown output format \"jsn\"",
                  "did you mean json?"});
  expect_refused({"mig-gate",
                  {"--output", "srif=x.sarif", "."},
                  "unknown output format \"srif\"",
                  "did you mean sarif?"});
  expect_refused({"mig-gate",
                  {"doctor", "--output", "jsno"},
                  "--output cannot be jsno",
                  "did you mean json?"});
  expect_refused({"mig-validate",
                  {"--kind", "declration", "x"},
                  "--kind cannot be declration",
                  "did you mean declaration?"});
  expect_refused({"mig-scope-diff",
                  {"--show", "delat", "x"},
                  "--show cannot be delat",
                  "did you mean delta?"});
  expect_refused(
      {"mig-run", {"capture", "--phase", "pst"}, "--phase cannot be pst", "did you mean post?"});
  expect_refused({"mig-receipt-verify",
                  {"keygen", "--algorithm", "ed2519"},
                  "--algorithm cannot be ed2519",
                  "did you mean ed25519?"});
}

TEST(DidYouMean, NamesThemAllWhereNoneIsNear) {
  expect_refused({"mig-gate",
                  {"--phase", "zzz", "."},
                  "--phase cannot be zzz",
                  "write one of: planned, executed"});
  expect_refused(
      {"mig-run", {"zzz"}, "there is no command zzz", "write one of: capture, rehearse, plan"});
  expect_refused({"mig-run", {}, "no command was given", "name one of: capture, rehearse, plan"});
  expect_refused({"mig-gate", {"--zzz", "."}, "unknown flag --zzz", "see mig-gate --help"});
  expect_refused({"mig-gate", {"--policy"}, "--policy was given no value", "write --policy VALUE"});
  expect_refused({"mig-gate",
                  {"--threads", "0", "."},
                  "--threads cannot be 0",
                  "write a number from 1 to 256"});
  expect_refused({"mig-run", {"plan"}, "bundle is required", "name the bundle"});
  expect_refused({"mig-gate",
                  {"doctor", "now"},
                  "now is one argument too many",
                  "see mig-gate doctor --help"});
}

// What the library behind it would say is in nobody's words.
TEST(DidYouMean, TellsWhatAFlagTakes) {
  expect_refused({"mig-gate",
                  {"--strict=maybe", "."},
                  "--strict is a flag and takes no value, not maybe",
                  "write --strict alone, or leave it out"});
  expect_refused({"mig-gate",
                  {"--threads", "x", "."},
                  "--threads cannot be x",
                  "write a number from 1 to 256"});
  expect_refused({"mig-gate",
                  {"--phase", "planned", "--phase", "planned", "."},
                  "--phase was given more than once",
                  "keep one --phase"});
  for (const char* flag : {"--base=", "--phase=", "--output="}) {
    const std::string name(flag, std::string(flag).size() - 1);
    const auto what = name + " was given no value";
    const auto fix = "write " + name + " VALUE";
    expect_refused({"mig-gate", {flag, "migrations"}, what.c_str(), fix.c_str()});
  }
  expect_refused({"mig-gate",
                  {"merge", "--output=", "part.json"},
                  "--output was given no value",
                  "write --output VALUE"});
}

TEST(DidYouMean, TellsTheCommand) {
  expect_refused(
      {"mig-run", {"rehaerse"}, "there is no command rehaerse", "did you mean rehearse?"});
  // A word may as well be a path: that it is not there is no verdict.
  for (const auto& [tool, slip, meant] : {std::tuple("mig-gate", "docter", "doctor"),
                                          std::tuple("mig-receipt-verify", "sgin", "sign")}) {
    const auto result = run(tool, {slip});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.standard_error,
                HasSubstr(std::string("did you mean ") + tool + " " + meant + "?"));
    // One that is there is what was meant.
    const TemporaryFolder folder;
    folder.write(std::string(slip) + "/note.txt", "text");
    EXPECT_THAT(run(tool, {slip}, {folder.path(), "", {}}).standard_error,
                Not(HasSubstr("did you mean")));
  }
  expect_refused({"mig-receipt-verify",
                  {"sgin", "--key", "x"},
                  "unknown flag --key",
                  "did you mean mig-receipt-verify sign?"});
}

TEST(DidYouMean, TellsTheRule) {
  for (const char* gate : {"mig-gate", "mig-validate", "mig-scan-secrets"}) {
    expect_refused({gate,
                    {"--explain", "declaration-invalid-valeu"},
                    "there is no rule declaration-invalid-valeu",
                    "did you mean declaration-invalid-value?"});
  }
}

// What is wrong with a command line is quoted; what was typed into it by mistake is not.
TEST(DidYouMean, ShowsNoSecret) {
  const std::string dsn = "postgres://app:Zq7vN2mK9x@db.internal:5432/prod";
  const std::vector<std::pair<std::string, std::vector<std::string>>> lines{
      {"mig-gate", {"--dsn=" + dsn, "."}},    {"mig-gate", {"--phase", dsn, "."}},
      {"mig-gate", {"doctor", dsn}},          {"mig-gate", {"doctor", "--output", dsn}},
      {"mig-run", {"capture", "--dsn", dsn}}, {"mig-run", {dsn}},
      {"mig-validate", {"--kind", dsn, "x"}}};
  for (const auto& [tool, arguments] : lines) {
    const auto result = run(tool, arguments);
    EXPECT_EQ(result.exit_code, 2) << tool;
    EXPECT_THAT(result.standard_error, Not(HasSubstr("Zq7vN2mK9x"))) << tool;
  }
}

TEST(DidYouMean, ShowsNoControlCharacter) {
  const auto result = run("mig-gate", {"--\x1b[31mred\n::error::x", "."});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.standard_error, Not(HasSubstr("\x1b")));
  EXPECT_THAT(result.standard_error, Not(HasSubstr("\n::error")));
}

struct Key {
  const char* kind;
  const char* document;
  const char* meant;
};

TEST(DidYouMean, TellsTheKeyOfEveryDocument) {
  for (const auto& key : {
           Key{"declaration", "scpoe: 1\n", "scope"},
           Key{"policy", "migrations_rots: 1\n", "migrations_roots"},
           Key{"trust", "kyes: 1\n", "keys"},
           Key{"approval", "aproved_by: 1\n", "approved_by"},
           Key{"registry", R"({"migratoins": 1})", "migrations"},
           Key{"baseline", R"({"objcts": 1})", "objects"},
           Key{"diff_summary", R"({"chnages": 1})", "changes"},
           Key{"run_receipt", R"({"run_idd": 1})", "run_id"},
           Key{"rehearsal_receipt", R"({"verdcit": 1})", "verdict"},
           Key{"receipt_ref", R"({"digset": 1})", "digest"},
           Key{"plan", R"({"statments": 1})", "statements"},
           Key{"backup", R"({"refrence": 1})", "reference"},
           Key{"secret_baseline", R"({"entrys": 1})", "entries"},
           Key{"dsse_envelope", R"({"paylod": 1})", "payload"},
           Key{"statement", R"({"predicat": 1})", "predicate"},
           Key{"prov", R"({"@grpah": 1})", "@graph"},
           Key{"status_history", "{\"stauts\": 1}\n", "status"},
       }) {
    const auto result = run("mig-validate", {"--kind", key.kind, "-"}, {"", key.document, {}});
    EXPECT_EQ(result.exit_code, 1) << key.kind;
    EXPECT_THAT(result.standard_output,
                HasSubstr(std::string("Did you mean \"") + key.meant + "\"?"))
        << key.kind;
  }
}

// What judges nobody's files has no finding to say it with.
TEST(DidYouMean, TellsTheKeyOfAPolicyThatCannotBeUsed) {
  const TemporaryFolder folder;
  folder.write("migrations/x.txt", "text");
  folder.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_rots: [x]\n");
  for (const auto& arguments : {std::vector<std::string>{"migrations"}, {"doctor"}}) {
    const auto result = run("mig-gate", arguments, {folder.path(), "", {}});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.standard_output + result.standard_error,
                HasSubstr("= fix: did you mean \"migrations_roots\"?"));
  }
  folder.write(".mig/policy.yml", "schema_version: policy.v1\n");
  folder.write(".mig/trust.yml", "schema_version: trust.v1\nkyes: []\n");
  const auto result = run("mig-gate", {"migrations"}, {folder.path(), "", {}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.standard_error, HasSubstr("= fix: did you mean \"keys\"?"));
}

}  // namespace
}  // namespace mig::test

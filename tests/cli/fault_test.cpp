// Every system call that a gate makes is made to fail, one at a time. Whatever happens, the run
// ends non-zero, or with the verdict and the very bytes of the run without a fault.
//
// A sample by default; MIG_WHOLE_RUN=1 (bench/full_faults) injects every fault.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "support/process.hpp"
#include "support/sample_repository.hpp"
#include "support/sampling.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;

constexpr std::size_t kSampleSize = 260;
constexpr int kVerdictOfInvalid = 1;

/// One system call of the run without a fault.
struct Call {
  std::string name;
  unsigned ordinal = 0;        ///< among the calls of that name
  bool before_main = false;    ///< made by the dynamic loader
  bool reads_content = false;  ///< gets bytes or entries of the judged repository
  bool writes_report = false;
  bool may_be_absent = false;  ///< asks whether a root lies here: nobody can catch a false "no"
};

struct Fault {
  Call call;
  std::string injection;  ///< as strace spells it: "error=EIO"
};

/// A command, and the place where its reports go.
struct Scenario {
  std::string name;
  std::vector<std::string> command;
  std::string repository;
  bool is_serial = true;
  bool has_text = true;  ///< prints a text report besides
};

std::vector<std::string> traced(const std::string& log, std::vector<std::string> options,
                                const std::vector<std::string>& command) {
  std::vector<std::string> words{"strace", "-f", "-qq", "-o", log};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back("--");
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

std::vector<std::string> with_report(const Scenario& scenario, const std::string& report) {
  auto command = scenario.command;
  command.insert(command.end(), {"--output", "json=" + report});
  if (scenario.has_text) command.insert(command.end(), {"--output", "text"});
  return command;
}

bool is_read(const std::string& name) {
  return name == "read" || name == "getdents64" || name == "pread64";
}

// "1234 read(3</tmp/x/notes.md>, "..."..., 12) = 12", as `strace -f -y` writes it.
std::vector<Call> calls_of(const Scenario& scenario) {
  const mig::test::TemporaryFolder scratch;
  const auto log = scratch.path() + "/trace";
  const auto report = scratch.path() + "/report.json";
  const auto run =
      mig::test::run_process(traced(log, {"-y", "-s", "8"}, with_report(scenario, report)));
  EXPECT_LT(run.exit_code, 5) << "strace is needed for this test: " << run.standard_error;
  std::vector<Call> calls;
  std::map<std::string, unsigned> seen;  // strace counts for each thread
  std::set<std::string> known;
  bool in_main = false;
  std::istringstream lines(mig::test::read_file(log));
  for (std::string line; std::getline(lines, line);) {
    const auto start = line.find_first_not_of("0123456789 ");
    const auto open = line.find('(');
    if (start == std::string::npos || open == std::string::npos || line[start] == '<') continue;
    if (line[start] == '+' || line[start] == '-') continue;
    Call call;
    call.name = line.substr(start, open - start);
    call.ordinal = ++seen[line.substr(0, start) + call.name];
    if (!known.insert(call.name + std::to_string(call.ordinal)).second) continue;
    in_main = in_main || line.find("SIGPIPE") != std::string::npos;
    call.before_main = !in_main;
    const bool gave_bytes = line.substr(line.rfind('=') + 1) != " 0";
    // Which thread reads what differs from run to run.
    call.reads_content = scenario.is_serial && is_read(call.name) && gave_bytes &&
                         line.find("<" + scenario.repository) != std::string::npos;
    const bool is_output =
        call.name == "write" || call.name == "fsync" || call.name.starts_with("rename");
    call.writes_report = in_main && is_output;
    call.may_be_absent =
        line.find("/.git\"") != std::string::npos || line.find("/.mig\"") != std::string::npos;
    calls.push_back(std::move(call));
  }
  return calls;
}

std::vector<std::string> injections_for(const Call& call) {
  static const std::set<std::string> memory{"mmap", "munmap", "mprotect", "mremap"};
  // strace starts the program by the one and learns of its end by the other.
  if (call.name == "execve" || call.name == "exit_group" || call.name == "exit") return {};
  // The C library ends the process when the kernel refuses a valid futex: nothing of ours to test.
  // A real brk never answers with an error number, and the C library does not know one.
  if (call.name == "futex" || call.name == "brk") return {};
  if (memory.contains(call.name)) return {"error=ENOMEM"};
  if (call.name == "read" || call.name == "pread64") {
    return {"error=EIO", "error=EINTR", "error=EAGAIN", "retval=0"};
  }
  if (call.name == "getdents64") return {"error=EIO", "error=ENOENT", "error=EBADF"};
  if (call.name == "write") return {"error=ENOSPC", "error=EIO", "error=EPIPE", "retval=0"};
  if (call.name.starts_with("open") || call.name.find("stat") != std::string::npos) {
    return {"error=EIO",    "error=EACCES", "error=EMFILE",
            "error=ENOENT", "error=ELOOP",  "error=ENOMEM"};
  }
  return {"error=EIO", "error=ENOMEM", "error=EAGAIN", "error=ENOSYS"};
}

std::vector<Fault> faults_of(const Scenario& scenario) {
  std::vector<Fault> all;
  for (const auto& call : calls_of(scenario)) {
    for (auto& injection : injections_for(call)) {
      if (call.may_be_absent && injection == "error=ENOENT") continue;
      all.push_back({call, std::move(injection)});
    }
  }
  EXPECT_GT(all.size(), kSampleSize) << "the program was not traced";
  if (mig::test::is_whole_run()) return all;
  const std::size_t stride = all.size() / kSampleSize + 1;
  std::vector<Fault> sample;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % stride == 0) sample.push_back(all[i]);
  }
  return sample;
}

// A read that was interrupted or asked to come again may be repeated, and only a true answer
// counts.
bool must_fail(const Fault& fault) {
  const bool may_repeat = fault.injection == "error=EINTR" || fault.injection == "error=EAGAIN" ||
                          fault.injection == "error=ENOSYS";
  return (fault.call.reads_content || fault.call.writes_report) && !may_repeat;
}

/// What a run left: exit code, standard output, and the report file when there is one.
struct Outcome {
  ProcessResult process;
  std::string report;
};

bool is_whole_report(const std::string& bytes) {
  return nlohmann::json::accept(bytes) && bytes.ends_with('\n');
}

Outcome run_with(const Scenario& scenario, const std::vector<std::string>& options,
                 const std::string& label) {
  const mig::test::TemporaryFolder scratch;
  const auto report = scratch.path() + "/report.json";
  Outcome outcome;
  outcome.process =
      mig::test::run_process(traced("/dev/null", options, with_report(scenario, report)));
  for (const auto& entry : fs::directory_iterator(scratch.path())) {
    EXPECT_EQ(entry.path().filename(), "report.json") << label << " left a part of a report";
  }
  outcome.report = mig::test::read_file(report);
  if (fs::exists(report)) {
    EXPECT_TRUE(is_whole_report(outcome.report)) << label << " left half a report";
  }
  return outcome;
}

void judge_fault(const Scenario& scenario, const Fault& fault, const Outcome& sound) {
  const auto label = scenario.name + ": " + fault.call.name + " #" +
                     std::to_string(fault.call.ordinal) + " " + fault.injection;
  const auto outcome = run_with(scenario,
                                {"-e", "trace=" + fault.call.name, "-e",
                                 "inject=" + fault.call.name + ":" + fault.injection +
                                     ":when=" + std::to_string(fault.call.ordinal)},
                                label);
  const auto& process = outcome.process;
  if (!fault.call.before_main) {
    EXPECT_LT(process.exit_code, 128) << label << " crashed\n" << process.standard_error;
  }
  if (process.exit_code != 0) return;
  EXPECT_FALSE(must_fail(fault)) << label << " passed";
  EXPECT_EQ(sound.process.exit_code, 0) << label << " turned a refusal into a pass";
  EXPECT_EQ(process.standard_output, sound.process.standard_output) << label;
  EXPECT_EQ(outcome.report, sound.report) << label;
}

void inject_all(const Scenario& scenario, int expected) {
  const auto sound = run_with(scenario, {"-e", "trace=none"}, "without a fault");
  ASSERT_EQ(sound.process.exit_code, expected)
      << sound.process.standard_output << sound.process.standard_error;
  ASSERT_TRUE(is_whole_report(sound.report));
  const auto faults = faults_of(scenario);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < faults.size(); i = next++) {
      judge_fault(scenario, faults[i], sound);
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) workers.emplace_back(work);
  work();
  workers.clear();
  testing::Test::RecordProperty("faults", static_cast<int>(faults.size()));
  std::printf("%s: %zu faults\n", scenario.name.c_str(), faults.size());
}

Scenario gate_over(const mig::test::SampleRepository& repository, const std::string& name,
                   const std::string& threads, const std::string& target) {
  return {name,
          {mig::test::tool_path("mig-gate"), "--now", mig::test::kNow, "--threads", threads,
           "--color", "never", repository.file(target)},
          repository.path(),
          threads == "1"};
}

class Faults : public testing::Test {
 protected:
  // Under a tracer the leak check cannot run.
  void SetUp() override { ::setenv("ASAN_OPTIONS", "detect_leaks=0", 1); }
};

TEST_F(Faults, NeverPassAGoodTree) {
  const mig::test::SampleRepository repository;
  fs::create_directory(repository.file(".git"));
  inject_all(gate_over(repository, "tree", "1", "migrations"), 0);
}

TEST_F(Faults, NeverPassAGoodTreeJudgedByTwoThreads) {
  const mig::test::SampleRepository repository;
  inject_all(gate_over(repository, "two threads", "2", "migrations"), 0);
}

// The draft depends on the executed migration, which depends on the draft: a cycle that is only
// seen by reading a bundle that was not named.
TEST_F(Faults, NeverPassABundleWhoseFaultLiesElsewhere) {
  const mig::test::SampleRepository repository;
  const auto file = mig::test::kExecutedBundle + "/migration.yml";
  repository.write(file, repository.read(file) + "\ndepends_on: [PG-MIG-2026-03-10-01]\n");
  inject_all(gate_over(repository, "cycle", "1", mig::test::kDraftBundle), kVerdictOfInvalid);
}

TEST_F(Faults, NeverPassAChangeOutsideItsScope) {
  const mig::test::SampleRepository repository;
  const auto script = mig::test::kDraftBundle + "/forward.sql";
  repository.write(script, repository.read(script) + "DROP TABLE public.authority_sites;\n");
  Scenario scenario = gate_over(repository, "scope", "1", mig::test::kDraftBundle);
  scenario.command.front() = mig::test::tool_path("mig-scope-diff");
  inject_all(scenario, kVerdictOfInvalid);
}

TEST_F(Faults, NeverShowHalfAChange) {
  const mig::test::SampleRepository repository;
  Scenario scenario = gate_over(repository, "show", "1", mig::test::kExecutedBundle);
  scenario.command.front() = mig::test::tool_path("mig-scope-diff");
  scenario.command.insert(scenario.command.end(), {"--show", "delta"});
  scenario.has_text = false;
  inject_all(scenario, 0);
}

Scenario scan_of(const mig::test::SampleRepository& repository, const std::string& name,
                 const std::string& threads) {
  return {name,
          {mig::test::tool_path("mig-scan-secrets"), "--now", mig::test::kNow, "--threads", threads,
           "--color", "never", "--root", repository.path(), repository.path()},
          repository.path(),
          threads == "1"};
}

TEST_F(Faults, NeverPassATreeThatWasNotSearchedWhole) {
  const mig::test::SampleRepository repository;
  repository.write("settings/app.env", "DB_PASSWORD=${DB_PASSWORD}\n");
  inject_all(scan_of(repository, "search", "1"), 0);
}

TEST_F(Faults, NeverPassASecret) {
  const mig::test::SampleRepository repository;
  repository.write("settings/app.env", "DB_PASSWORD=Tern-41-isle\n");
  inject_all(scan_of(repository, "secret", "2"), 1);
}

Scenario verification_of(const mig::test::SampleRepository& repository, const std::string& name) {
  Scenario scenario = gate_over(repository, name, "1", mig::test::kExecutedBundle);
  scenario.command.front() = mig::test::tool_path("mig-receipt-verify");
  scenario.command.insert(scenario.command.end(), {"--root", repository.path()});
  return scenario;
}

TEST_F(Faults, NeverPassASignedRunThatWasNotVerifiedWhole) {
  const mig::test::SampleRepository repository("postgis-executed-signed");
  inject_all(verification_of(repository, "signed run"), 0);
}

// The receipt and its signature hold; the script is not the one that ran.
TEST_F(Faults, NeverPassASignedRunOfOtherBytes) {
  const mig::test::SampleRepository repository("postgis-executed-signed");
  const auto script = mig::test::kExecutedBundle + "/forward.sql";
  repository.write(script, repository.read(script) + "-- afterwards\n");
  inject_all(verification_of(repository, "other bytes"), kVerdictOfInvalid);
}

TEST_F(Faults, NeverPassASingleDocument) {
  const mig::test::SampleRepository repository;
  Scenario scenario{"document",
                    {mig::test::tool_path("mig-validate"), "--now", mig::test::kNow, "--threads",
                     "1", "--color", "never", "--root", repository.path(),
                     repository.file("migrations/registry/migrations.v1.json")},
                    repository.path(),
                    true};
  inject_all(scenario, 0);
}

}  // namespace

// Whatever ends a rehearsal before its end: no verdict, no receipt, and nothing left behind.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "runner/bundle_testing.hpp"
#include "runner/cluster_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr int kKilled = 128;
constexpr auto kLongest = std::chrono::seconds(60);

/// mig-run rehearse in the background.
class Running {
 public:
  explicit Running(const RehearsalRepository& repository,
                   const std::vector<std::string>& arguments = {})
      : log_(repository.outside("log")) {
    auto command = repository.command({"--schema", repository.outside("schema.sql")});
    command.insert(command.end(), arguments.begin(), arguments.end());
    std::ofstream(log_).close();
    process_ = ::fork();
    if (process_ == 0) become(command, repository.temporary());
  }
  ~Running() {
    if (process_ > 0) ::kill(process_, SIGKILL);
    if (process_ > 0) ::waitpid(process_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// Until the log has that text.
  bool reaches(const std::string& text) const {
    const auto until = std::chrono::steady_clock::now() + kLongest;
    while (std::chrono::steady_clock::now() < until) {
      if (log().find(text) != std::string::npos) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  void send(int signal) const { ::kill(process_, signal); }
  int end() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : kKilled + WTERMSIG(status);
  }
  std::string log() const { return read_file(log_); }

 private:
  [[noreturn]] void become(const std::vector<std::string>& command, const std::string& temporary) {
    if (::freopen(log_.c_str(), "a", stdout) == nullptr) ::_exit(127);
    ::dup2(STDOUT_FILENO, STDERR_FILENO);
    ::setenv("TMPDIR", temporary.c_str(), 1);
    std::vector<char*> words;
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
  }

  std::string log_;
  pid_t process_ = -1;
};

/// The postgres processes whose data lies in that folder.
std::vector<pid_t> servers_in(const std::string& folder) {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto line = read_file(entry.path().string() + "/cmdline");
    if (line.find(folder) != std::string::npos && line.find("mig-run") != 0 &&
        line.find("postgres") != std::string::npos && line.find("listen_addresses") != line.npos)
      found.push_back(std::stoi(name));
  }
  return found;
}

class RehearseFaults : public testing::Test {
 protected:
  void SetUp() override {
    if (!postgres::find_installation()) GTEST_SKIP() << "no PostgreSQL server is installed";
    repository.scripts("SELECT pg_sleep(0.3); ALTER TABLE public.parcels ADD COLUMN a int;",
                       "SELECT pg_sleep(0.3); ALTER TABLE public.parcels DROP COLUMN a;");
  }

  void expect_nothing_left() const {
    EXPECT_THAT(repository.leftovers(), IsEmpty());
    EXPECT_THAT(servers_in(repository.temporary()), IsEmpty());
    EXPECT_FALSE(repository.has("rehearsal/rehearsal_receipt.json"));
    if (!repository.has("rehearsal")) return;
    for (const auto& entry : fs::recursive_directory_iterator(repository.file("rehearsal"))) {
      EXPECT_FALSE(entry.is_regular_file()) << entry.path();
    }
  }

  RehearsalRepository repository;
};

constexpr const char* kMoments[] = {"starting PostgreSQL",
                                    "state before the change",
                                    "catalog before",
                                    "  forward\n",
                                    "catalog after forward",
                                    "  rollback\n",
                                    "before and after rollback",
                                    "forward again"};

TEST_F(RehearseFaults, SignalsEndItCleanly) {
  int signal = SIGINT;
  for (const std::string moment : kMoments) {
    Running running(repository);
    ASSERT_TRUE(running.reaches(moment)) << moment << running.log();
    running.send(signal);
    EXPECT_EQ(running.end(), 3) << moment << running.log();
    EXPECT_THAT(running.log(), HasSubstr(signal == SIGINT ? "stopped by SIGINT before it was"
                                                          : "stopped by SIGTERM before it was"))
        << moment;
    expect_nothing_left();
    signal = signal == SIGINT ? SIGTERM : SIGINT;
  }
}

TEST_F(RehearseFaults, TheServerThatIsKilledIsNoVerdict) {
  for (const std::string moment :
       {"state before the change", "  forward\n", "  rollback\n", "forward again"}) {
    Running running(repository);
    ASSERT_TRUE(running.reaches(moment)) << moment << running.log();
    const auto servers = servers_in(repository.temporary());
    ASSERT_FALSE(servers.empty()) << moment;
    for (const auto server : servers) ::kill(server, SIGKILL);
    EXPECT_EQ(running.end(), 3) << moment << running.log();
    EXPECT_THAT(running.log(), HasSubstr("mig-run rehearse: ")) << moment;
    expect_nothing_left();
  }
}

TEST_F(RehearseFaults, AfterAKillTheNextStartCleansUp) {
  {
    Running running(repository);
    ASSERT_TRUE(running.reaches("  forward\n")) << running.log();
    running.send(SIGKILL);
    EXPECT_EQ(running.end(), kKilled + SIGKILL);
  }
  EXPECT_THAT(repository.leftovers(), Not(IsEmpty()));
  EXPECT_EQ(repository.rehearse().exit_code, 0);
  EXPECT_THAT(repository.leftovers(), IsEmpty());
  EXPECT_THAT(servers_in(repository.temporary()), IsEmpty());
}

/// Runs a rehearsal in which every write beyond the `number`-th artifact fails.
ProcessResult rehearse_on_full_disk(const RehearsalRepository& repository, int number) {
  auto command = repository.command({"--schema", repository.outside("schema.sql")});
  std::vector<std::string> traced{
      "strace", "-qq",
      "-o",     "/dev/null",
      "-e",     "trace=fsync",
      "-e",     "inject=fsync:error=ENOSPC:when=" + std::to_string(number) + "+",
      "--"};
  traced.insert(traced.end(), command.begin(), command.end());
  auto environment = repository.environment();
  // The leak checker of a sanitized build cannot work under strace, and would end in its own code.
  environment.emplace_back("ASAN_OPTIONS=detect_leaks=0");
  return run_process(traced, {"", "", environment});
}

TEST_F(RehearseFaults, AFullDiskLeavesNothingHalfWritten) {
  repository.scripts("ALTER TABLE public.parcels ADD COLUMN a int;",
                     "ALTER TABLE public.parcels DROP COLUMN a;");
  ASSERT_EQ(repository.rehearse().exit_code, 0);
  int failed = 0;
  for (int number = 1; number < 20; ++number) {
    const auto result = rehearse_on_full_disk(repository, number);
    if (result.exit_code == 0) break;
    ++failed;
    EXPECT_EQ(result.exit_code, 3) << result.standard_error;
    EXPECT_THAT(result.standard_error, HasSubstr("No space left")) << number;
    expect_nothing_left();
  }
  // Four baselines, a diff and a receipt.
  EXPECT_GE(failed, 6);
  EXPECT_TRUE(repository.has("rehearsal/rehearsal_receipt.json"));
}

TEST_F(RehearseFaults, ReportsThatCannotBePrintedAreNoPass) {
  auto command = repository.command({"--schema", repository.outside("schema.sql")});
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(full, 0);
  const auto child = ::fork();
  if (child == 0) {
    ::dup2(full, STDOUT_FILENO);
    ::setenv("TMPDIR", repository.temporary().c_str(), 1);
    std::vector<char*> words;
    for (auto& word : command) words.push_back(word.data());
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(full);
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_THAT(repository.leftovers(), IsEmpty());
}

/// A rehearsal on a given database whose connection string holds a password.
class Secrets : public WithCluster {
 protected:
  static inline const std::string kPassword = "p4ssw0rd-of-nobody/%41";

  ProcessResult rehearse(const std::string& more = "") {
    auto environment = repository.environment();
    const auto target = cluster->as_owner(database);
    std::string dsn = "REHEARSAL_DSN=";
    for (const auto& [key, value] : target.parameters()) dsn += key + "='" + value + "' ";
    environment.push_back(dsn + "password='" + kPassword + "' " + more);
    return run_process(repository.command({"--dsn-env", "REHEARSAL_DSN", "--schema",
                                           repository.outside("schema.sql")}),
                       {"", "", environment});
  }

  void expect_no_password(const ProcessResult& result) const {
    EXPECT_THAT(result.standard_output, Not(HasSubstr("p4ssw0rd")));
    EXPECT_THAT(result.standard_error, Not(HasSubstr("p4ssw0rd")));
    for (const auto& entry : fs::recursive_directory_iterator(repository.path())) {
      if (!entry.is_regular_file()) continue;
      EXPECT_THAT(read_file(entry.path().string()), Not(HasSubstr("p4ssw0rd"))) << entry.path();
    }
    EXPECT_THAT(repository.leftovers(), IsEmpty());
  }

  RehearsalRepository repository;
};

TEST_F(Secrets, ThePasswordIsInNoOutputOfARunThatPasses) {
  const auto result = rehearse();
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  expect_no_password(result);
}

TEST_F(Secrets, NorOfOneThatFails) {
  repository.scripts("DO $$ BEGIN RAISE EXCEPTION '" + kPassword + "'; END $$;", "SELECT 1;");
  const auto result = rehearse();
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
  EXPECT_THAT(read_file(repository.file("rehearsal/rehearsal_receipt.json")),
              Not(HasSubstr("p4ssw0rd")));
  EXPECT_THAT(result.standard_output, Not(HasSubstr("p4ssw0rd")));
  EXPECT_THAT(result.standard_error, Not(HasSubstr("p4ssw0rd")));
}

TEST_F(Secrets, NorOfOneThatCannotConnect) {
  expect_no_password(rehearse("port='1'"));
  expect_no_password(rehearse("nosuchkey='x'"));
}

TEST(Linking, GatesDoNotNeedLibpq) {
  for (const std::string gate :
       {"mig-validate", "mig-scope-diff", "mig-rollback-check", "mig-gate"}) {
    const auto result = run_process({"readelf", "-d", tool_path(gate)});
    ASSERT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.standard_output, HasSubstr("NEEDED"));
    EXPECT_THAT(result.standard_output, Not(HasSubstr("libpq"))) << gate;
  }
  const auto runner = run_process({"readelf", "-d", tool_path("mig-run")});
  EXPECT_THAT(runner.standard_output, HasSubstr("libpq"));
}

}  // namespace
}  // namespace mig::test

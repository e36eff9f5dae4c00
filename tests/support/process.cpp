#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/sampling.hpp"

namespace mig::test {
namespace {

// Files instead of pipes: no output is too large for them and nobody has to read while writing.
int scratch_file() {
  std::string name = (std::filesystem::temp_directory_path() / "mig-test-XXXXXX").string();
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) throw std::runtime_error("no scratch file");
  ::unlink(name.c_str());
  return descriptor;
}

std::string contents(int descriptor) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  ::lseek(descriptor, 0, SEEK_SET);
  for (ssize_t got = 0; (got = ::read(descriptor, buffer.data(), buffer.size())) > 0;) {
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(descriptor);
  return bytes;
}

/// At the end of a sanitized program the search for leaks reads all of its 80 MB of tables, a third
/// of a short run: it is made in a sample of runs, and in each of the tests that are linked with
/// the rooms.
bool looks_for_leaks() {
  thread_local Sample sample;
  return sample.takes();
}

[[noreturn]] void become(const std::vector<std::string>& command, const ProcessOptions& options,
                         bool finds_leaks) {
  if (!finds_leaks) ::setenv("ASAN_OPTIONS", "detect_leaks=0", 0);
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(126);
  for (const auto& entry : options.environment) {
    const auto equals = entry.find('=');
    ::setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  ::_exit(127);
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options) {
  const int in = scratch_file();
  const int out = scratch_file();
  const int err = scratch_file();
  if (::write(in, options.standard_input.data(), options.standard_input.size()) !=
      static_cast<ssize_t>(options.standard_input.size())) {
    throw std::runtime_error("standard input could not be prepared");
  }
  ::lseek(in, 0, SEEK_SET);
  const bool finds_leaks = looks_for_leaks();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    become(command, options, finds_leaks);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(in);
  ProcessResult result;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.standard_output = contents(out);
  result.standard_error = contents(err);
  return result;
}

std::string tool_folder() {
  const char* other = std::getenv("MIG_TEST_BIN_DIR");
  return other != nullptr ? other : MIG_BIN_DIR;
}

std::string tool_path(const std::string& tool) {
  return tool_folder() + "/" + tool;
}

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "mig-test-XXXXXX").string();
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary folder");
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& relative, const std::string& bytes) const {
  const auto file = std::filesystem::path(path_) / relative;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace mig::test

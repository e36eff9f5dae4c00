#include "support/git_repository.hpp"

#include <filesystem>
#include <stdexcept>

namespace mig::test {
namespace {

namespace fs = std::filesystem;

constexpr int kMinutesOfAnHour = 60;

std::string two_digits(int number) {
  const auto text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += ' ' + word;
  return text;
}

}  // namespace

std::vector<std::string> GitRepository::environment(int minute) {
  const auto date = "2026-03-20T" + two_digits(minute / kMinutesOfAnHour % 24) + ":" +
                    two_digits(minute % kMinutesOfAnHour) + ":00Z";
  return {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_DATE=" + date,
          "GIT_COMMITTER_DATE=" + date,  "GIT_TERMINAL_PROMPT=0", "LC_ALL=C"};
}

GitRepository::GitRepository(const std::string& object_format) {
  git({"init", "-q", "-b", "main", "--object-format=" + object_format});
}

void GitRepository::remove(const std::string& relative) const {
  if (fs::remove_all(file(relative)) == 0) throw std::runtime_error("there is no " + relative);
}

void GitRepository::clear() const {
  for (const auto& entry : fs::directory_iterator(path())) {
    if (entry.path().filename() != ".git") fs::remove_all(entry.path());
  }
}

std::string GitRepository::git(const std::vector<std::string>& arguments,
                               const std::string& input) const {
  std::vector<std::string> command{
      "git",       "-c", "user.name=Ada",      "-c", "user.email=ada@example.invalid", "-c",
      "gc.auto=0", "-c", "core.autocrlf=false"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  auto result = run_process(command, {path(), input, environment(minute_++)});
  if (result.exit_code != 0)
    throw std::runtime_error("git" + joined(arguments) + ": " + result.standard_error);
  auto& text = result.standard_output;
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string GitRepository::commit(const std::string& message) {
  git({"add", "-A", "-f", "."});
  git({"commit", "-q", "--allow-empty", "-m", message});
  return id_of("HEAD");
}

std::string GitRepository::id_of(const std::string& revision) const {
  return git({"rev-parse", "--verify", "-q", revision});
}

std::string GitRepository::loose_object(const std::string& id) {
  return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
}

}  // namespace mig::test

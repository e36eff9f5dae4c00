#include "support/doc_reader.hpp"

#include <filesystem>
#include <fstream>

namespace mig::test {
namespace {

namespace fs = std::filesystem;

// Ends the output of a command: a byte that no program here writes, and the exit code.
constexpr char kEnd = '\036';
constexpr const char* kShell = R"sh(exec 2>&1 </dev/null
cd "$(cat "$HOME/../folder")"
end_of_command() { local code=$?; printf '\036%d\n' "$code"; return "$code"; }
)sh";

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += "    " + line + '\n';
  return text;
}

bool asks_for_the_code(const DocStep& step) {
  return step.kind == DocStep::Kind::command && step.text == "echo $?";
}

/// Puts the new lines of an edit in place of the old ones, which have to be there exactly once.
bool edit(std::string& file, const std::string& difference) {
  std::string old_lines;
  std::string new_lines;
  for (const auto& line : lines_of(difference)) {
    const auto mark = line.empty() ? ' ' : line.front();
    const auto rest = (line.empty() ? std::string() : line.substr(1)) + '\n';
    if (mark != '+') old_lines += rest;
    if (mark != '-') new_lines += rest;
  }
  const auto at = ('\n' + file).find('\n' + old_lines);
  if (old_lines.empty() || at == std::string::npos) return false;
  if (('\n' + file).find('\n' + old_lines, at + 1) != std::string::npos) return false;
  file.replace(at, old_lines.size(), new_lines);
  return true;
}

}  // namespace

DocReader::DocReader() {
  aside_.write("home/.keep", "");
  aside_.write("folder", desk_.path());
}

std::string DocReader::here() const {
  auto folder = read_file(aside_.path() + "/folder");
  if (!folder.empty() && folder.back() == '\n') folder.pop_back();
  return folder;
}

std::vector<DocResult> DocReader::type(const std::vector<std::string>& commands) const {
  std::string script(kShell);
  for (const auto& command : commands) script += command + "\nend_of_command\n";
  script += "pwd >\"$HOME/../folder\"\n";
  aside_.write("script", script);
  const auto programs = fs::path(tool_path("mig-gate")).parent_path().string();
  const auto done = run_process({"env", "-i", "PATH=" + programs + ":/usr/local/bin:/usr/bin:/bin",
                                 "HOME=" + aside_.path() + "/home", "LANG=C.UTF-8", "bash",
                                 aside_.path() + "/script"});
  std::vector<DocResult> results;
  for (std::size_t from = 0, end = 0; results.size() < commands.size(); from = end + 1) {
    const auto& text = done.standard_output;
    end = text.find(kEnd, from);
    if (end == std::string::npos) {
      results.push_back({lines_of(text.substr(from)), -1});
      break;
    }
    results.push_back({lines_of(text.substr(from, end - from)), std::stoi(text.substr(end + 1))});
    end = text.find('\n', end);
  }
  results.resize(commands.size());
  return results;
}

void DocReader::write(const DocStep& step, std::vector<std::string>& faults) const {
  const auto path = fs::path(here()) / step.path;
  auto text = step.text;
  if (step.kind == DocStep::Kind::edit) {
    text = fs::exists(path) ? read_file(path.string()) : std::string();
    if (!edit(text, step.text))
      faults.push_back("line " + std::to_string(step.line) + ": " + step.path +
                       " does not hold these lines once");
  }
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<DocResult> DocReader::work_through(const DocPage& page,
                                               std::vector<std::string>& faults) const {
  std::vector<DocResult> results;
  std::vector<std::string> commands;
  const auto finish = [&] {
    for (auto& result : type(commands)) results.push_back(std::move(result));
    commands.clear();
  };
  for (const auto& step : page.steps) {
    if (step.kind == DocStep::Kind::command) {
      commands.push_back(step.text);
      continue;
    }
    finish();
    write(step, faults);
  }
  finish();
  return results;
}

std::vector<std::string> faults_of(const DocPage& page, const std::vector<DocResult>& results) {
  std::vector<std::string> faults = page.faults;
  std::size_t at = 0;
  for (std::size_t step = 0; step < page.steps.size(); ++step) {
    const auto& told = page.steps[step];
    if (told.kind != DocStep::Kind::command) continue;
    const auto& real = results.at(at++);
    const auto place = "line " + std::to_string(told.line) + ": $ " + told.text + '\n';
    if (!shows(told.output, real.output))
      faults.push_back(place + "  shown:\n" + joined(told.output) + "  real:\n" +
                       joined(real.output));
    const bool code_is_shown =
        step + 1 < page.steps.size() && asks_for_the_code(page.steps[step + 1]);
    if (real.exit_code != 0 && !code_is_shown)
      faults.push_back(place + "  ends in " + std::to_string(real.exit_code) +
                       ", and no `echo $?` shows it");
  }
  return faults;
}

std::string corrected(const std::string& text, const DocPage& page,
                      const std::vector<DocResult>& results) {
  auto lines = lines_of(text);
  // From the last to the first, so that lines above keep their numbers.
  auto result = results.rbegin();
  for (auto step = page.steps.rbegin(); step != page.steps.rend(); ++step) {
    if (step->kind != DocStep::Kind::command) continue;
    const auto& real = *result++;
    if (shows(step->output, real.output)) continue;
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(step->output_line - 1);
    const auto after = lines.erase(begin, begin + static_cast<std::ptrdiff_t>(step->output.size()));
    lines.insert(after, real.output.begin(), real.output.end());
  }
  std::string page_text;
  for (const auto& line : lines) page_text += line + '\n';
  return page_text;
}

}  // namespace mig::test

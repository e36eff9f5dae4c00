#include "mig/app/reproduction.hpp"

#include <filesystem>
#include <set>
#include <utility>

#include "mig/app/given_path.hpp"
#include "mig/bundle/base_state.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

/// Puts the words together, one flag after the other.
class CommandWords {
 public:
  explicit CommandWords(const Run& run)
      : root_(run.root), words_{std::string(run.tool.name), "--root", "."} {}

  void flag(std::string_view name, bool is_given) {
    if (is_given) words_.emplace_back(name);
  }

  void value(std::string_view name, std::string value) {
    words_.emplace_back(name);
    words_.push_back(std::move(value));
  }

  void file(std::string_view name, const std::optional<std::string>& given) {
    if (given) value(name, *given == "-" ? *given : shown_file(*given));
  }

  /// A name that need not exist.
  void name(std::string_view flag, const std::string& given) {
    if (!given.empty()) value(flag, given.front() == '/' ? shown_file(given) : given);
  }

  /// What is judged; an argument that begins like a flag stays an argument.
  void target(const std::string& given) { targets_.insert(shown_target(given)); }

  /// The order of arguments is of no account, nor is how often one was given.
  std::vector<std::string> take() {
    words_.insert(words_.end(), targets_.begin(), targets_.end());
    return std::move(words_);
  }

 private:
  static std::string outside(const std::string& given) {
    const auto normal = fs::path(given).lexically_normal();
    const auto name = normal.has_filename() ? normal.filename() : normal.parent_path().filename();
    return "PATH/TO/" + name.string();
  }

  std::string shown_file(const std::string& given) {
    return place_beneath(given, root_, folders_).value_or(outside(given));
  }

  std::string shown_target(const std::string& given) {
    if (given == "-") return given;
    const auto path = relative_to_root(given, root_, folders_);
    if (!path) return outside(given);
    if (path->empty()) return ".";
    return path->front() == '-' ? "./" + *path : *path;
  }

  const io::Root& root_;
  FolderFinder folders_;
  std::vector<std::string> words_;
  std::set<std::string> targets_;
};

void add_base(const Run& run, CommandWords& words) {
  const auto* base = run.repository.base.get();
  if (base == nullptr) return;
  // As it was typed: messages name the base by that word. The page tells which commit it was.
  words.value("--base", base->base.revision);
  words.flag("--merge-base", run.options.merge_base);
  words.flag("--all", run.options.judges_all);
  words.flag("--history", run.options.history);
}

}  // namespace

std::vector<std::string> reproduction_of(const Run& run) {
  const auto& options = run.options;
  CommandWords words(run);
  add_base(run, words);
  words.flag("--staged", options.staged);
  words.value("--now", options.now);
  words.flag("--strict", options.strict);
  if (options.phase) {
    words.value("--phase", *options.phase == bundle::Phase::executed ? "executed" : "planned");
  }
  words.file("--policy", options.policy);
  words.file("--trust", options.trust);
  words.file("--store", options.store);
  words.file("--previous", options.previous);
  words.file("--baseline", options.baseline);
  words.file("--write-baseline", options.write_baseline);
  if (options.kind) words.value("--kind", std::string(contract::info_of(*options.kind).name));
  words.name("--stdin-filename", options.stdin_filename);
  words.name("--commit", options.commit);
  words.flag("-0", options.nul_separated);
  words.file("--files-from", options.files_from);
  for (const auto& given : options.paths) words.target(given);
  return words.take();
}

}  // namespace mig::app

#include "mig/history/configuration_files.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>
#include <utility>

#include "mig/history/endless_files.hpp"
#include "mig/history/git_file.hpp"

namespace mig::history {
namespace {

/// libgit2 goes no deeper, and neither does git.
constexpr int kMostSteps = 10;
constexpr std::size_t kMostConfigurationBytes = std::size_t{64} << 20U;

/// Reads a configuration for its includes alone; what is malformed is for libgit2 to refuse.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<std::string> read() {
    while (skip_blank(), at_ < text_.size()) {
      const char first = text_[at_];
      if (first == '[') {
        section_ = word_of_header();
      } else if (first == '#' || first == ';') {
        skip_line();
      } else if (const auto key = word(); key.empty()) {
        ++at_;
      } else {
        read_value(key);
      }
    }
    return std::move(found_);
  }

 private:
  void skip_blank() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  std::string word() {
    std::string letters;
    for (; at_ < text_.size(); ++at_) {
      const auto letter = static_cast<unsigned char>(text_[at_]);
      if (std::isalnum(letter) == 0 && letter != '-' && letter != '.') break;
      letters += static_cast<char>(std::tolower(letter));
    }
    return letters;
  }

  /// The first word between brackets. A name in quotes may hold brackets, and ends with its line.
  std::string word_of_header() {
    ++at_;
    skip_blank();
    auto name = word();
    for (bool is_quoted = false; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '"') {
        is_quoted = !is_quoted;
      } else if (text_[at_] == ']' && !is_quoted) {
        ++at_;
        break;
      }
    }
    return name;
  }

  void read_value(const std::string& key) {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ >= text_.size() || text_[at_] != '=') return;
    ++at_;
    auto given = value();
    const bool is_include = section_.starts_with("include") && key == "path";
    if (is_include && !given.empty()) found_.push_back(std::move(given));
  }

  /// To the end of the line, which a backslash puts off.
  std::string value() {
    std::string letters;
    std::size_t kept = 0;  // without what is blank at its end
    for (bool is_quoted = false; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char letter = text_[at_];
      if (letter == '"') {
        is_quoted = !is_quoted;
        kept = letters.size();
      } else if (letter == '\\' && at_ + 1 < text_.size()) {
        add_escaped(letters);
        kept = letters.size();
      } else if (!is_quoted && (letter == '#' || letter == ';')) {
        skip_line();
        break;
      } else {
        const bool is_blank = std::isspace(static_cast<unsigned char>(letter)) != 0;
        if (letters.empty() && is_blank && !is_quoted) continue;
        letters += letter;
        if (!is_blank || is_quoted) kept = letters.size();
      }
    }
    letters.resize(kept);
    return letters;
  }

  void add_escaped(std::string& letters) {
    const char letter = text_[++at_];
    if (letter == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    if (text_[at_] == '\n') return;
    constexpr std::string_view kWritten = "ntb";
    constexpr std::string_view kMeant = "\n\t\b";
    const auto found = kWritten.find(letter);
    letters += found == kWritten.npos ? letter : kMeant[found];
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string section_;
  std::vector<std::string> found_;
};

/// Where a name in a configuration leads.
std::string place_of(const std::string& name, const std::string& includer) {
  if (name.starts_with('/')) return name;
  const char* home = std::getenv("HOME");
  if (name.starts_with("~/")) return (home == nullptr ? "" : home) + name.substr(1);
  return includer.substr(0, includer.rfind('/') + 1) + name;
}

}  // namespace

std::vector<std::string> included_by(std::string_view configuration) {
  return Reader(configuration).read();
}

Result<void> refuse_endless_includes(const std::string& path) {
  std::set<std::string> seen;
  std::vector<std::string> now{path};
  for (int step = 0; step <= kMostSteps && !now.empty(); ++step) {
    std::vector<std::string> next;
    for (const auto& file : now) {
      if (!seen.insert(file).second) continue;
      if (auto fine = refuse_endless(file); !fine) return fine;
      // One that cannot be read is told, or counts for nothing, where it is asked.
      const auto text = read_git_file(file, "the configuration", kMostConfigurationBytes);
      if (!text) continue;
      for (const auto& name : included_by(*text)) next.push_back(place_of(name, file));
    }
    now = std::move(next);
  }
  return {};
}

}  // namespace mig::history

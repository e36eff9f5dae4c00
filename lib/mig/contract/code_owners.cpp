#include "mig/contract/code_owners.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "mig/contract/change_class.hpp"
#include "mig/contract/code_owners_pattern.hpp"

namespace mig::contract {
namespace {

constexpr std::string_view kBlanks = " \t\v\f\r";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) {
  return kBlanks.find(c) != std::string_view::npos;
}

std::string_view trimmed_front(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text;
}

/// Takes the next word off; a blank behind a backslash does not end it.
std::string_view take_word(std::string_view& rest) {
  rest = trimmed_front(rest);
  std::size_t end = 0;
  while (end < rest.size() && !is_blank(rest[end])) {
    end += rest[end] == '\\' && end + 1 < rest.size() ? 2U : 1U;
  }
  const auto word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

/// A user, a team, a role or an address. Both platforms pass over anything else.
bool is_owner(std::string_view word) {
  const auto at = word.find('@');
  return at != std::string_view::npos && word.size() > 1 && at + 1 < word.size();
}

std::vector<std::string> owners_in(std::string_view rest) {
  std::vector<std::string> owners;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) {
    if (word.front() == '#') break;
    if (is_owner(word)) owners.emplace_back(word);
  }
  return owners;
}

/// "^[name][2] @owner".
struct Heading {
  std::string_view name;
  bool is_optional = false;
  std::vector<std::string> owners;
};

/// Nothing for a line that is none: GitLab takes a broken heading for a pattern.
std::optional<Heading> heading_of(std::string_view line) {
  Heading heading;
  heading.is_optional = line.starts_with('^');
  if (heading.is_optional) line.remove_prefix(1);
  if (!line.starts_with('[')) return std::nullopt;
  const auto end = line.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  heading.name = trimmed_front(line.substr(1, end - 1));
  while (!heading.name.empty() && is_blank(heading.name.back())) heading.name.remove_suffix(1);
  if (heading.name.empty()) return std::nullopt;
  line.remove_prefix(end + 1);
  if (line.starts_with('[')) {
    const auto count_end = line.find(']');
    if (count_end == std::string_view::npos) return std::nullopt;
    line.remove_prefix(count_end + 1);
  }
  if (!line.empty() && !is_blank(line.front())) return std::nullopt;
  heading.owners = owners_in(line);
  return heading;
}

/// Reads one line after the other.
class Reader {
 public:
  Reader() { found_.headings.emplace_back(); }

  void read(std::string_view line, std::uint32_t number) {
    line = trimmed_front(line);
    if (line.empty() || line.front() == '#') return;
    if (auto heading = heading_of(line)) {
      begin_section(std::move(*heading));
      return;
    }
    const auto pattern = take_word(line);
    found_.lines.push_back({number, std::string(pattern), owners_in(line), section_, false,
                            found_.headings.size() - 1});
  }

  CodeOwners take() {
    // One heading that is not optional makes its section a required one, wherever it stands.
    for (auto& line : found_.lines) {
      if (line.heading > 0) line.is_optional = section_of_[line.heading - 1]->is_optional;
    }
    return std::move(found_);
  }

 private:
  struct Section {
    std::string name;  ///< as its first heading writes it
    bool is_optional = true;
  };

  void begin_section(Heading heading) {
    auto& section = sections_[folded_word(heading.name)];
    if (section.name.empty()) section.name = name_for_lines(heading.name);
    section.is_optional = section.is_optional && heading.is_optional;
    section_ = section.name;
    section_of_.push_back(&section);
    found_.headings.push_back(std::move(heading.owners));
  }

  /// Every line of a section carries its name: a long one is shortened, and stays the only one.
  std::string name_for_lines(std::string_view name) const {
    constexpr std::size_t kMostBytes = 64;
    if (name.size() <= kMostBytes) return std::string(name);
    auto end = kMostBytes / 2;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
    return std::string(name.substr(0, end)) + "... #" + std::to_string(sections_.size());
  }

  CodeOwners found_;
  std::unordered_map<std::string, Section> sections_;
  std::vector<const Section*> section_of_;  ///< by heading; a map keeps its values in place
  std::string section_;
};

}  // namespace

std::vector<std::string> CodeOwners::owners_of(std::string_view path) const {
  /// What counts of a section: its last line that matches, unless one takes the path out.
  struct Match {
    const OwnersLine* line = nullptr;
    bool is_excluded = false;
  };
  std::unordered_map<std::string_view, Match> matches;
  for (const auto& line : lines) {
    if (line.is_optional) continue;
    const std::string_view pattern = line.pattern;
    const bool excludes = pattern.starts_with('!');
    if (!owners_pattern_matches(pattern.substr(excludes ? 1 : 0), path)) continue;
    auto& match = matches[line.section];
    match.is_excluded = match.is_excluded || excludes;
    if (!excludes) match.line = &line;
  }
  std::set<std::string> owners;
  for (const auto& [section, match] : matches) {
    if (match.is_excluded || match.line == nullptr) continue;
    const auto& line = *match.line;
    const bool has_own = !line.owners.empty() || line.heading >= headings.size();
    const auto& named = has_own ? line.owners : headings[line.heading];
    owners.insert(named.begin(), named.end());
  }
  return {owners.begin(), owners.end()};
}

CodeOwners read_code_owners(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  Reader reader;
  for (std::uint32_t number = 1; !bytes.empty(); ++number) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    reader.read(bytes.substr(0, end), number);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return reader.take();
}

}  // namespace mig::contract

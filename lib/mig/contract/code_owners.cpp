#include "mig/contract/code_owners.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "mig/contract/change_class.hpp"
#include "mig/contract/owners_walk.hpp"

namespace mig::contract {
namespace {

constexpr std::string_view kBlanks = " \t\v\f\r";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// GitHub loads no file of owners above this size: then nobody owns anything.
constexpr std::size_t kMostBytesOnGitHub = 3U << 20U;

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

/// A user, a team, a role or an address.
bool is_owner(std::string_view word) {
  const auto at = word.find('@');
  return at != std::string_view::npos && word.size() > 1 && at + 1 < word.size();
}

struct Owners {
  std::vector<std::string> named;
  bool is_sound = true;  ///< every word is an owner
};

Owners owners_in(std::string_view rest) {
  Owners owners;
  for (auto word = take_word(rest); !word.empty(); word = take_word(rest)) {
    if (word.front() == '#') break;
    if (is_owner(word)) {
      owners.named.emplace_back(word);
    } else {
      owners.is_sound = false;
    }
  }
  return owners;
}

/// "^[name][2] @owner".
struct Heading {
  std::string_view name;
  bool is_optional = false;
  OwnersHeading says;
};

/// GitLab takes what is no number for one approval.
std::uint32_t approvals_in(std::string_view digits) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max() / 10 - 1;
  std::uint32_t count = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 1;
    if (count < kMost) count = count * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return std::max(count, std::uint32_t{1});
}

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
    heading.says.approvals = approvals_in(line.substr(1, count_end - 1));
    line.remove_prefix(count_end + 1);
  }
  if (!line.empty() && !is_blank(line.front())) return std::nullopt;
  heading.says.owners = owners_in(line).named;
  return heading;
}

/// Reads one line after the other.
class Reader {
 public:
  explicit Reader(OwnersPlatform platform) {
    found_.platform = platform;
    found_.headings.emplace_back();
  }

  void read(std::string_view line, std::uint32_t number) {
    line = trimmed_front(line);
    if (line.empty() || line.front() == '#') return;
    if (found_.platform == OwnersPlatform::github) {
      if (line.front() == '!') return;
    } else if (auto heading = heading_of(line)) {
      begin_section(std::move(*heading));
      return;
    }
    const auto pattern = take_word(line);
    auto owners = owners_in(line);
    // GitLab passes over the word that is no owner, GitHub over the whole line. Then an earlier one
    // may count; nobody is what can be relied on.
    if (found_.platform == OwnersPlatform::github && !owners.is_sound) owners.named.clear();
    found_.lines.push_back({number, std::string(pattern), std::move(owners.named), section_, false,
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
    found_.headings.push_back(std::move(heading.says));
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

std::vector<OwnersDemand> CodeOwners::demands_of(const std::vector<std::size_t>& deciding) const {
  std::vector<OwnersDemand> demands;
  for (const auto at : deciding) {
    const auto& line = lines[at];
    const auto& heading = headings[line.heading];
    const auto& named = line.owners.empty() ? heading.owners : line.owners;
    if (named.empty()) continue;
    const std::set<std::string> owners(named.begin(), named.end());
    demands.push_back({line.section, {owners.begin(), owners.end()}, heading.approvals, at});
  }
  return demands;
}

std::vector<std::string> CodeOwners::owners_of(std::string_view path) const {
  OwnersWalk walk(*this);
  std::set<std::string> owners;
  for (const auto& demand : demands_of(walk.deciding(path))) {
    owners.insert(demand.owners.begin(), demand.owners.end());
  }
  return {owners.begin(), owners.end()};
}

CodeOwners read_code_owners(std::string_view bytes, OwnersPlatform platform) {
  if (platform == OwnersPlatform::github && bytes.size() >= kMostBytesOnGitHub) bytes = {};
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  Reader reader(platform);
  for (std::uint32_t number = 1; !bytes.empty(); ++number) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    reader.read(bytes.substr(0, end), number);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return reader.take();
}

}  // namespace mig::contract

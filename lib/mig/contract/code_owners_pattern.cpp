#include "mig/contract/code_owners_pattern.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace mig::contract {
namespace {

constexpr std::string_view kAnyFolders = "**";
constexpr std::size_t kWordBits = 64;

/// No folder that lies deeper than this is ever judged; what needs more names matches nothing.
constexpr std::size_t kMostNames = 64;

/// The text without its backslashes, when it is nothing but itself.
std::optional<std::string> literal_of(std::string_view glob, bool has_ranges) {
  std::string text;
  for (std::size_t at = 0; at < glob.size(); ++at) {
    const char c = glob[at];
    if (c == '*' || c == '?' || (has_ranges && c == '[')) return std::nullopt;
    if (c == '\\' && at + 1 < glob.size()) ++at;
    text += glob[at];
  }
  return text;
}

/// What stands for one character of a name at a place of a glob.
struct OneOf {
  std::size_t size = 0;  ///< how much of the glob it takes; 0: nothing is there
  bool is_met = false;
};

OneOf range_at(std::string_view glob, std::size_t begin, char wanted) {
  auto at = begin + 1;
  const bool is_negated = at < glob.size() && (glob[at] == '!' || glob[at] == '^');
  if (is_negated) ++at;
  bool is_met = false;
  const auto take = [&]() -> unsigned char {
    if (glob[at] == '\\' && at + 1 < glob.size()) ++at;
    return static_cast<unsigned char>(glob[at++]);
  };
  while (at < glob.size() && glob[at] != ']') {
    const auto low = take();
    auto high = low;
    if (at + 1 < glob.size() && glob[at] == '-' && glob[at + 1] != ']') {
      ++at;
      high = take();
    }
    const auto letter = static_cast<unsigned char>(wanted);
    is_met = is_met || (low <= letter && letter <= high);
  }
  // One without an end stands for nothing.
  if (at >= glob.size()) return {glob.size() - begin, false};
  return {at + 1 - begin, is_met != is_negated};
}

OneOf one_at(std::string_view glob, std::size_t at, char wanted, bool has_ranges) {
  if (at >= glob.size()) return {};
  if (has_ranges && glob[at] == '[') return range_at(glob, at, wanted);
  if (glob[at] == '?') return {1, true};
  const bool is_escaped = glob[at] == '\\' && at + 1 < glob.size();
  return {is_escaped ? 2U : 1U, glob[at + (is_escaped ? 1U : 0U)] == wanted};
}

/// One name against one glob. Goes back to the last `*` only: no more steps than the product of
/// both sizes.
bool glob_matches(std::string_view glob, std::string_view name, bool has_ranges) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_in = 0;
  while (in < name.size()) {
    if (at < glob.size() && glob[at] == '*') {
      star = at++;
      star_in = in;
      continue;
    }
    const auto one = one_at(glob, at, name[in], has_ranges);
    if (one.is_met) {
      at += one.size;
      ++in;
      continue;
    }
    if (star == std::string_view::npos) return false;
    at = star + 1;
    in = ++star_in;
  }
  while (at < glob.size() && glob[at] == '*') ++at;
  return at == glob.size();
}

}  // namespace

OwnersPattern::OwnersPattern(std::string_view pattern, OwnersPlatform platform) {
  const bool is_github = platform == OwnersPlatform::github;
  has_ranges_ = !is_github;
  bool is_anchored = pattern.starts_with('/');
  is_folder_ = pattern.ends_with('/');
  is_exact_ = is_github ? pattern.ends_with("/*") : !is_folder_ && pattern != "*";
  if (is_github && pattern.size() > 3 && pattern.ends_with("/**")) {
    is_folder_ = true;
    is_anchored = true;
    pattern.remove_suffix(2);
  }
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (is_github) is_anchored = is_anchored || pattern.find('/') != std::string_view::npos;
  if (pattern.empty()) return;
  if (!is_anchored) segments_.push_back({Kind::folders, {}});
  add_segments(pattern, platform);
  const auto is_name = [](const Segment& segment) { return segment.kind != Kind::folders; };
  if (std::count_if(segments_.begin(), segments_.end(), is_name) >
      static_cast<std::ptrdiff_t>(kMostNames)) {
    segments_.clear();
  }
}

void OwnersPattern::add_segments(std::string_view pattern, OwnersPlatform platform) {
  while (!pattern.empty() && segments_.size() <= 2 * kMostNames + 1) {
    const auto end = std::min(pattern.find('/'), pattern.size());
    const bool is_last = end == pattern.size();
    auto segment = segment_of(pattern.substr(0, end), platform);
    const bool is_empty = end == 0;
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
    if (platform == OwnersPlatform::gitlab && segment.kind == Kind::folders && is_last &&
        !is_folder_) {
      segment.kind = Kind::any;
    }
    // A run of slashes is one, and a run of `**` stands for what one does.
    const bool is_repeated = segment.kind == Kind::folders && !segments_.empty() &&
                             segments_.back().kind == Kind::folders;
    if (!is_empty && !is_repeated) segments_.push_back(std::move(segment));
  }
}

OwnersPattern::Segment OwnersPattern::segment_of(std::string_view text, OwnersPlatform platform) {
  const bool has_ranges = platform == OwnersPlatform::gitlab;
  if (text == kAnyFolders) return {Kind::folders, {}};
  if (!text.empty() && text.find_first_not_of('*') == std::string_view::npos) {
    return {Kind::any, {}};
  }
  if (auto literal = literal_of(text, has_ranges)) return {Kind::literal, std::move(*literal)};
  if (text.starts_with('*')) {
    if (auto ending = literal_of(text.substr(1), has_ranges)) {
      return {Kind::ending, std::move(*ending)};
    }
  }
  return {Kind::glob, std::string(text)};
}

bool OwnersPattern::is_met(const Segment& segment, std::string_view name) const {
  switch (segment.kind) {
    case Kind::folders:
    case Kind::any:
      return true;
    case Kind::literal:
      return name == segment.text;
    case Kind::ending:
      return name.ends_with(segment.text);
    case Kind::glob:
      break;
  }
  return glob_matches(segment.text, name, has_ranges_);
}

void OwnersPattern::reach(Progress& progress, std::size_t count) const {
  progress[count / kWordBits] |= std::uint64_t{1} << (count % kWordBits);
  // `**` stands for no folder, too; there are never two of them in a row.
  if (count < segments_.size() && segments_[count].kind == Kind::folders) {
    ++count;
    progress[count / kWordBits] |= std::uint64_t{1} << (count % kWordBits);
  }
}

bool OwnersPattern::is_at_end(const Progress& progress) const {
  const auto count = segments_.size();
  return count > 0 && (progress[count / kWordBits] & std::uint64_t{1} << (count % kWordBits)) != 0;
}

OwnersPattern::Progress OwnersPattern::start() const {
  Progress progress{};
  if (!segments_.empty()) reach(progress, 0);
  return progress;
}

OwnersPattern::Progress OwnersPattern::enter(const Progress& from, std::string_view name) const {
  Progress next{};
  for (std::size_t word = 0; word < from.size(); ++word) {
    for (auto bits = from[word]; bits != 0; bits &= bits - 1) {
      const auto at = word * kWordBits + static_cast<std::size_t>(std::countr_zero(bits));
      if (at >= segments_.size()) continue;
      const auto& segment = segments_[at];
      if (segment.kind == Kind::folders) {
        reach(next, at);
      } else if (is_met(segment, name)) {
        reach(next, at + 1);
      }
    }
  }
  return next;
}

bool OwnersPattern::matches(std::string_view path) const {
  const bool is_folder_path = path.ends_with('/');
  auto progress = start();
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto name = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (name.empty()) continue;
    if (holds_in(progress)) return true;
    progress = enter(progress, name);
    if (progress == Progress{}) return false;
    if (path.empty()) return is_folder_path ? is_at_end(progress) : holds_for(progress);
  }
  return false;
}

}  // namespace mig::contract

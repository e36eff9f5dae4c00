#include "mig/contract/code_owners_pattern.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace mig::contract {
namespace {

constexpr std::string_view kAnyFolders = "**";

std::vector<std::string_view> segments_of(std::string_view text) {
  std::vector<std::string_view> segments;
  while (!text.empty()) {
    const auto end = std::min(text.find('/'), text.size());
    const auto segment = text.substr(0, end);
    // A run of slashes is one, and a run of `**` stands for what one does.
    const bool is_repeated =
        segment == kAnyFolders && !segments.empty() && segments.back() == kAnyFolders;
    if (!segment.empty() && !is_repeated) segments.push_back(segment);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return segments;
}

/// One name against one segment. Goes back to the last `*` only: no more steps than the product of
/// both sizes.
bool segment_matches(std::string_view glob, std::string_view name) {
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
    const bool is_escaped = at + 1 < glob.size() && glob[at] == '\\';
    const char wanted = at < glob.size() ? glob[at + (is_escaped ? 1U : 0U)] : '\0';
    if (at < glob.size() && (wanted == name[in] || (wanted == '?' && !is_escaped))) {
      at += is_escaped ? 2 : 1;
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

/// A pattern taken apart.
struct OwnersPattern {
  std::vector<std::string_view> segments;
  bool is_folder = false;     ///< "docs/", "docs/**": holds for what lies in it
  bool is_one_level = false;  ///< "docs/*"
};

OwnersPattern parse(std::string_view pattern) {
  OwnersPattern parsed;
  bool is_anchored = pattern.starts_with('/');
  parsed.is_one_level = pattern.ends_with("/*");
  parsed.is_folder = pattern.ends_with('/');
  if (pattern.size() > 3 && pattern.ends_with("/**")) {
    parsed.is_folder = true;
    is_anchored = true;
    pattern.remove_suffix(2);
  }
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  is_anchored = is_anchored || pattern.find('/') != std::string_view::npos;
  parsed.segments = segments_of(pattern);
  const bool is_anywhere = !is_anchored && !parsed.segments.empty();
  if (is_anywhere && parsed.segments.front() != kAnyFolders) {
    parsed.segments.insert(parsed.segments.begin(), kAnyFolders);
  }
  return parsed;
}

}  // namespace

bool owners_pattern_matches(std::string_view pattern, std::string_view path) {
  const auto parsed = parse(pattern);
  if (parsed.segments.empty()) return false;
  const bool is_folder_path = path.ends_with('/');
  const auto names = segments_of(path);
  // Which counts of leading names the segments so far can stand for.
  std::vector<char> reached(names.size() + 1, 0);
  std::vector<char> next(names.size() + 1, 0);
  reached[0] = 1;
  for (const auto segment : parsed.segments) {
    if (segment == kAnyFolders) {
      for (std::size_t i = 0; i < names.size(); ++i) reached[i + 1] |= reached[i];
      continue;
    }
    std::fill(next.begin(), next.end(), 0);
    bool is_alive = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (reached[i] == 0 || !segment_matches(segment, names[i])) continue;
      next[i + 1] = 1;
      is_alive = true;
    }
    if (!is_alive) return false;
    reached.swap(next);
  }
  if (reached.back() != 0 && (!parsed.is_folder || is_folder_path)) return true;
  return !parsed.is_one_level &&
         std::find(reached.begin(), reached.end() - 1, 1) != reached.end() - 1;
}

}  // namespace mig::contract

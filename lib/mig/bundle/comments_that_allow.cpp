#include <algorithm>
#include <array>

#include "mig/bundle/scanned_file.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kMark = "mig:allow";
constexpr std::size_t kLongestComment = 2000;

// The mark counts right behind what begins a comment: in running text it only speaks of one.
constexpr std::array<std::string_view, 9> kCommentSigns{"--", "//", "#",     "/*", "<!--",
                                                        ";",  "%",  "{{!--", "*"};

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return without_blanks_behind(text);
}

bool stands_in_comment(std::string_view before) {
  before = without_blanks_behind(before);
  return std::any_of(kCommentSigns.begin(), kCommentSigns.end(),
                     [before](std::string_view sign) { return before.ends_with(sign); });
}

/// Takes `name=value` or `name="value"` out of the text; empty when it is not there.
std::string taken(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  if (at == std::string_view::npos) return {};
  auto rest = text.substr(at + name.size());
  if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find_first_of(" \t")));
  rest.remove_prefix(1);
  const auto end = rest.find('"');
  return end == std::string_view::npos ? std::string() : std::string(rest.substr(0, end));
}

/// What stands behind the mark, up to the end of its line.
void read_into(std::string_view text, std::string_view now, Allowance& allowance) {
  text = without_blanks(text);
  const auto word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  if (word.empty() || word.find('=') != std::string_view::npos) {
    allowance.fault = "it names no rule";
    return;
  }
  allowance.rule = word;
  allowance.until = taken(text, "until=");
  allowance.reason = without_blanks(taken(text, "reason="));
  if (allowance.until.empty()) {
    allowance.fault = "it has no end: until=YYYY-MM-DD is missing";
    return;
  }
  const auto last_day = pattern::parse_date(allowance.until);
  const auto today = pattern::parse_date(now.substr(0, 10));
  if (!last_day) {
    allowance.fault = "until= names no day";
  } else if (allowance.reason.empty()) {
    allowance.fault = "it gives no reason: reason=\"...\" is missing";
  } else {
    allowance.is_expired = !today || *last_day < *today;
  }
}

}  // namespace

bool may_allow(std::string_view bytes) {
  return bytes.find(kMark) != std::string_view::npos;
}

std::vector<Allowance> comments_that_allow(const SourceText& source, std::string_view now) {
  std::vector<Allowance> found;
  const auto bytes = source.bytes();
  for (auto at = bytes.find(kMark); at != std::string_view::npos;
       at = bytes.find(kMark, at + kMark.size())) {
    const auto from = at > kLongestComment ? at - kLongestComment : 0;
    const auto before = bytes.substr(from, at - from);
    const auto line_break = before.rfind('\n');
    if (!stands_in_comment(line_break == std::string_view::npos ? before
                                                                : before.substr(line_break + 1))) {
      continue;
    }
    auto behind = bytes.substr(at + kMark.size(), kLongestComment);
    behind = behind.substr(0, behind.find_first_of("\r\n"));
    if (!behind.empty() && behind.front() != ' ' && behind.front() != '\t') continue;
    Allowance allowance;
    const auto begin = static_cast<std::uint32_t>(at);
    const auto size = kMark.size() + without_blanks_behind(behind).size();
    allowance.place = quote(source, {begin, begin + static_cast<std::uint32_t>(size)});
    allowance.line = allowance.place.location.region->begin.line;
    read_into(behind, now, allowance);
    found.push_back(std::move(allowance));
  }
  return found;
}

}  // namespace mig::bundle

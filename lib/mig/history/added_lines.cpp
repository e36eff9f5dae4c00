#include <algorithm>

#include "mig/history/git_failure.hpp"
#include "mig/history/libgit2.hpp"
#include "mig/history/repository.hpp"

namespace mig::history {
namespace {

struct Added {
  std::vector<LineRange> ranges;
  bool was_not_compared = false;
};

int take_line(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line,
              void* payload) {
  auto& ranges = static_cast<Added*>(payload)->ranges;
  if (line->origin != GIT_DIFF_LINE_ADDITION || line->new_lineno < 1) return 0;
  const auto number = static_cast<std::uint32_t>(line->new_lineno);
  if (!ranges.empty() && ranges.back().last + 1 == number) {
    ranges.back().last = number;
  } else {
    ranges.push_back({number, number});
  }
  return 0;
}

int take_binary(const git_diff_delta*, const git_diff_binary*, void* payload) {
  static_cast<Added*>(payload)->was_not_compared = true;
  return 0;
}

std::vector<LineRange> whole(std::string_view text) {
  auto lines = std::count(text.begin(), text.end(), '\n');
  if (!text.empty() && text.back() != '\n') ++lines;
  if (lines == 0) return {};
  return {{1, static_cast<std::uint32_t>(lines)}};
}

}  // namespace

Result<std::vector<LineRange>> added_lines(std::string_view before, std::string_view after) {
  if (before == after || after.empty()) return std::vector<LineRange>{};
  if (before.empty()) return whole(after);
  if (const auto loaded = load_libgit2(); !loaded) return tl::unexpected<Error>(loaded.error());
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.context_lines = 0;
  options.flags = GIT_DIFF_FORCE_TEXT;
  options.max_size = -1;
  Added added;
  const int code =
      git().git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(),
                             nullptr, &options, nullptr, take_binary, nullptr, take_line, &added);
  if (code != 0) return git_failure(code, "cannot compare two versions of a file");
  // What cannot be compared may be new from its first line to its last.
  if (added.was_not_compared) return whole(after);
  return std::move(added.ranges);
}

}  // namespace mig::history

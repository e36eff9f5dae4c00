#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "mig/report/report.hpp"

namespace mig::report {

/// How much a page of Markdown may hold.
struct MarkdownLimits {
  std::size_t bytes = 0;    ///< the whole page
  std::size_t part = 0;     ///< each part beside the open findings; there are ten of them at most
  std::size_t text = 0;     ///< code points of one text, at least
  std::size_t path = 0;     ///< of one place
  std::size_t value = 0;    ///< of a line about the run
  std::size_t command = 0;  ///< bytes of the command that repeats the run
};

/// Whole entries, as many as there is room for; then none, so that the first ones are the kept
/// ones.
class MarkdownEntries {
 public:
  explicit MarkdownEntries(std::size_t room) : room_(room) {}
  bool add(std::string_view entry);
  bool is_whole() const { return left_out_ == 0; }
  /// With a sentence about what found no room.
  std::string take();

 private:
  std::size_t room_;
  std::size_t left_out_ = 0;
  std::string text_;
};

/// Some lines of the page, and whether all that belongs there found room.
struct MarkdownPart {
  std::string text;
  bool is_whole = true;
};

std::string markdown_folded(std::string_view title, std::string_view content);

/// In short what changed, went in, came out and was allowed: bundle by bundle, folded away. Empty
/// when nothing of it is known.
MarkdownPart markdown_evidence(const Report& report, const MarkdownLimits& limits);

}  // namespace mig::report

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/report/report.hpp"

namespace mig::report {

// What the parts of the page are made of. Contents are markup, titles are words of ours.

/// Foreign text that was cut to size before, as content of an element.
std::string whole_markup(std::string_view text);

/// A message: what stands between backticks on a line as code.
std::string message_markup(std::string_view text);

/// The lines of a definition list; a value that is empty is none.
class HtmlValues {
 public:
  void add(std::string_view title, const std::string& markup);
  std::string take() const;

 private:
  std::string lines_;
};

/// Rows under named columns, which a narrow window shows one below the other.
class HtmlTable {
 public:
  explicit HtmlTable(std::vector<std::string_view> columns) : columns_(std::move(columns)) {}
  /// A cell for each column.
  void add(std::vector<std::string> cells);
  /// Empty when there is no row; without columns in which no row has content; with a sentence about
  /// rows that were left out.
  std::string take(std::uint64_t left_out = 0) const;

 private:
  bool has_content(std::size_t column) const;

  std::vector<std::string_view> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Empty without content.
std::string html_section(std::string_view title, std::string_view content);
std::string html_folded(std::string_view title, std::string_view content, bool is_open = false);
std::string html_list(const std::vector<std::string>& lines);

/// Findings of one kind that a page shows: a browser has to stay quick, and a person reads no more.
/// The n-th open one of a severity has the anchor "fail-n" or "review-n".
inline constexpr std::size_t kMaxHtmlFindings = 2000;

/// What is open, bundle by bundle, as links to where it stands; empty where the page is short.
std::string html_contents(const Report& report);

/// What changed, went in, came out, was allowed, and why: bundle by bundle.
std::string html_evidence(const Report& report);

}  // namespace mig::report

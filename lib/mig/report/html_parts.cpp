#include "mig/report/html_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mig/report/escape.hpp"

namespace mig::report {

std::string whole_markup(std::string_view text) {
  // Longer than any text is that was cut to size before.
  constexpr std::size_t kWhole = 1'000'000;
  return markup_text(text, kWhole);
}

namespace {

/// Whether two backticks belong together. What begins or ends with a blank stands between two
/// pairs, one character is as likely there by chance, and "$(" is for a shell to run.
bool is_quote(std::string_view markup, std::size_t open, std::size_t close) {
  if (close == std::string_view::npos || markup[close] != '`' || close - open <= 2) return false;
  const bool is_run = (open > 0 && markup[open - 1] == '`') || markup.substr(close + 1, 1) == "`";
  return !is_run && markup[open + 1] != ' ' && markup[close - 1] != ' ';
}

}  // namespace

std::string message_markup(std::string_view text) {
  const std::string markup = markup_text(text);
  const std::string_view all = markup;
  std::string out;
  std::size_t done = 0;
  for (auto open = all.find('`'); open != std::string_view::npos;) {
    const auto close = all.find_first_of("`\n$", open + 1);
    if (is_quote(all, open, close)) {
      out += fmt::format("{}<code>{}</code>", all.substr(done, open - done),
                         all.substr(open + 1, close - open - 1));
      done = close + 1;
    }
    open = all.find('`', std::max(done, open + 1));
  }
  out += all.substr(done);
  return out;
}

void HtmlValues::add(std::string_view title, const std::string& markup) {
  if (!markup.empty()) lines_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", title, markup);
}

std::string HtmlValues::take() const {
  return lines_.empty() ? "" : fmt::format("<dl>\n{}</dl>\n", lines_);
}

void HtmlTable::add(std::vector<std::string> cells) {
  rows_.push_back(std::move(cells));
}

bool HtmlTable::has_content(std::size_t column) const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [column](const auto& row) { return !row[column].empty(); });
}

std::string HtmlTable::take(std::uint64_t left_out) const {
  if (rows_.empty()) return {};
  std::string head;
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!has_content(i)) continue;
    shown.push_back(i);
    head += fmt::format("<th>{}</th>", columns_[i]);
  }
  std::string body;
  for (const auto& row : rows_) {
    body += "<tr>";
    for (const auto i : shown) {
      body += fmt::format("<td data-of=\"{}\"{}>{}</td>", columns_[i],
                          row[i].empty() ? " class=\"none\"" : "", row[i]);
    }
    body += "</tr>\n";
  }
  std::string out = fmt::format(
      "<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n", head, body);
  if (left_out > 0) out += fmt::format("<p class=\"soft\">and {} more</p>\n", left_out);
  return out;
}

std::string html_section(std::string_view title, std::string_view content) {
  if (content.empty()) return {};
  return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", title, content);
}

std::string html_folded(std::string_view title, std::string_view content, bool is_open) {
  if (content.empty()) return {};
  return fmt::format("<details{}>\n<summary>{}</summary>\n{}</details>\n", is_open ? " open" : "",
                     title, content);
}

std::string html_list(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string out = "<ul>\n";
  for (const std::string& line : lines) out += fmt::format("<li>{}</li>\n", whole_markup(line));
  return out + "</ul>\n";
}

}  // namespace mig::report

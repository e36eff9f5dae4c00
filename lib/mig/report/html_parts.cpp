#include "mig/report/html_parts.hpp"

#include <fmt/format.h>

#include "mig/report/escape.hpp"

namespace mig::report {

std::string whole_markup(std::string_view text) {
  // Longer than any text is that was cut to size before.
  constexpr std::size_t kWhole = 1'000'000;
  return markup_text(text, kWhole);
}

void HtmlValues::add(std::string_view title, const std::string& markup) {
  if (!markup.empty()) lines_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", title, markup);
}

std::string HtmlValues::take() const {
  return lines_.empty() ? "" : fmt::format("<dl>\n{}</dl>\n", lines_);
}

void HtmlTable::add(const std::vector<std::string>& cells) {
  rows_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool says_nothing = cells[i].empty();
    rows_ += fmt::format("<td data-of=\"{}\"{}>{}</td>", columns_[i],
                         says_nothing ? " class=\"none\"" : "", cells[i]);
  }
  rows_ += "</tr>\n";
}

std::string HtmlTable::take(std::uint64_t left_out) const {
  if (rows_.empty()) return {};
  std::string head;
  for (const auto column : columns_) head += fmt::format("<th>{}</th>", column);
  std::string out = fmt::format(
      "<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n", head, rows_);
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

#include "mig/bundle/justifications.hpp"

#include <string_view>
#include <utility>

namespace mig::bundle {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

std::vector<Justification> read_justifications(const document::Markdown& markdown) {
  std::vector<Justification> found;
  for (const auto& section : markdown.sections) {
    if (section.heading != "Justifications") continue;
    for (std::size_t i = 0; i < section.list_items.size(); ++i) {
      const std::string_view item = section.list_items[i];
      const auto colon = item.find(':');
      Justification line;
      line.span = section.list_item_spans[i];
      line.rule = trimmed(item.substr(0, colon));
      if (colon != std::string_view::npos) line.reason = trimmed(item.substr(colon + 1));
      found.push_back(std::move(line));
    }
  }
  return found;
}

}  // namespace mig::bundle

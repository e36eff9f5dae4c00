#include "mig/secrets/rows/yaml_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

bool holds_data(const Text& text) {
  if (text.role == FileRole::evidence || text.role == FileRole::data) return true;
  static constexpr std::array<std::string_view, 12> kWords{
      "seed",   "fixture", "sample",  "dump",   "users",    "customer",
      "people", "person",  "patient", "member", "employee", "data"};
  const auto path = lowered(text.path);
  return contains_any(path, kWords);
}

struct Entry {
  std::string_view key;
  std::string_view value;
  std::uint32_t at = 0;  ///< of the value
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// `key: value` of one line or of one part of a flow mapping.
std::optional<Entry> entry_of(std::string_view bytes, std::string_view part) {
  const auto colon = part.find(": ");
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  auto key = trimmed(part.substr(0, colon));
  auto value = trimmed(part.substr(colon + 2));
  if (const auto comment = value.find(" #"); comment != std::string_view::npos) {
    value = trimmed(value.substr(0, comment));
  }
  const auto unquoted = [](std::string_view text) {
    const bool is_quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                           text.back() == text.front();
    return is_quoted ? text.substr(1, text.size() - 2) : text;
  };
  key = unquoted(key);
  value = unquoted(value);
  if (key.empty() || key.size() > 100 || value.empty()) return std::nullopt;
  return Entry{key, value, static_cast<std::uint32_t>(value.data() - bytes.data())};
}

/// Rows that are open, from the outermost to the innermost mapping.
class YamlRows {
 public:
  YamlRows(const Text& text, const RowVisitor& visit) : bytes_(text.bytes), visit_(visit) {}

  void read() {
    std::size_t begin = 0;
    while (begin < bytes_.size()) {
      const auto end = std::min(bytes_.find('\n', begin), bytes_.size());
      take_line(bytes_.substr(begin, end - begin));
      begin = end + 1;
    }
    close(0);
  }

 private:
  struct Open {
    std::size_t indent = 0;
    Row row;
    std::vector<std::string> names;  ///< what the columns of the cells point into
  };

  void take_line(std::string_view line) {
    std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    auto rest = line.substr(indent);
    if (rest.empty() || rest.front() == '#') return;
    while (rest.starts_with("- ")) {
      close(indent + 1);
      const auto inner = rest.find_first_not_of(' ', 1);
      if (inner == std::string_view::npos) return;
      indent += inner;
      rest = rest.substr(inner);
    }
    if (rest.starts_with('{')) return take_flow(rest, indent);
    close(indent + 1);
    const auto entry = entry_of(bytes_, rest);
    if (!entry) return;
    if (entry->value.starts_with('{')) return take_flow(entry->value, indent + 1);
    add(*entry, indent);
  }

  void take_flow(std::string_view flow, std::size_t indent) {
    flow.remove_prefix(1);
    flow = flow.substr(0, flow.rfind('}'));
    while (!flow.empty()) {
      const auto comma = std::min(flow.find(','), flow.size());
      if (const auto entry = entry_of(bytes_, flow.substr(0, comma))) add(*entry, indent + 1);
      flow.remove_prefix(std::min(comma + 1, flow.size()));
    }
    close(indent + 1);
  }

  void add(const Entry& entry, std::size_t indent) {
    if (open_.empty() || open_.back().indent < indent) {
      if (open_.size() > 64) return;
      open_.push_back({indent, {}, {}});
      open_.back().row.source = RowSource::json;
    }
    auto& top = open_.back();
    if (top.row.cells.size() > 500) return;
    Cell cell;
    cell.value = std::string(entry.value);
    cell.span = {entry.at, entry.at + static_cast<std::uint32_t>(entry.value.size())};
    cell.is_text = entry.value.find_first_not_of("0123456789.-+eE") != std::string_view::npos;
    top.row.cells.push_back(std::move(cell));
    top.names.push_back(lowered(entry.key));
  }

  /// Ends every row that stands at `indent` or deeper.
  void close(std::size_t indent) {
    while (!open_.empty() && open_.back().indent >= indent) {
      auto& top = open_.back();
      for (std::size_t i = 0; i < top.names.size(); ++i) top.row.cells[i].column = top.names[i];
      visit_(top.row);
      open_.pop_back();
    }
  }

  std::string_view bytes_;
  const RowVisitor& visit_;
  std::vector<Open> open_;
};

}  // namespace

void read_yaml_rows(const Text& text, const RowVisitor& visit) {
  const auto name = lowered(text.path);
  if (!name.ends_with(".yml") && !name.ends_with(".yaml")) return;
  if (holds_data(text)) YamlRows(text, visit).read();
}

}  // namespace mig::secrets

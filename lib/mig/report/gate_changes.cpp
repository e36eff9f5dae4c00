#include "mig/report/gate_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "mig/report/escape.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kColumns = 5;
/// A cell is cut here: a table is for an overview, the findings hold the rest.
constexpr std::size_t kMaxCell = 60;

using Row = std::array<std::string, kColumns>;

std::string before_and_after(const GateChange& change) {
  if (change.before.empty() && change.after.empty()) return "";
  const auto side = [](const std::string& text) {
    return text.empty() ? std::string("-") : one_line(text, kMaxCell / 2);
  };
  return fmt::format("{} -> {}", side(change.before), side(change.after));
}

/// As many columns as a terminal shows, not bytes.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string whole(std::string_view text) {
  return clipped(text, std::numeric_limits<std::size_t>::max());
}

}  // namespace

std::vector<std::string> gate_change_lines(const Report& report) {
  std::vector<std::string> lines;
  if (report.gate_changes.empty()) return lines;
  std::vector<Row> rows{{"effect", "of", "what", "before -> after", "approval"}};
  for (const auto& change : report.gate_changes) {
    rows.push_back({std::string(change.effect), one_line(change.subject, kMaxCell),
                    one_line(change.key, kMaxCell), before_and_after(change),
                    std::string(change.standing)});
  }
  std::array<std::size_t, kColumns> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < kColumns; ++i) {
      line += row[i];
      if (i + 1 < kColumns) line.append(widths[i] - width_of(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

Json gate_changes_json(const Report& report) {
  Json out = Json::array();
  for (const auto& change : report.gate_changes) {
    Json row;
    row["effect"] = change.effect;
    row["subject"] = whole(change.subject);
    row["key"] = clipped(change.key);
    row["before"] = clipped(change.before);
    row["after"] = clipped(change.after);
    row["standing"] = change.standing.empty() ? Json(nullptr) : Json(change.standing);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace mig::report

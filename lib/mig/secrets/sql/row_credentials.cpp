#include <algorithm>
#include <array>

#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 24> kNameColumns = {
    "key",       "name",         "config_key",  "setting_key",   "option_name",  "setting",
    "param",     "parameter",    "param_name",  "variable",      "property",     "conf_key",
    "code",      "setting_name", "config_name", "property_name", "property_key", "k",
    "attribute", "meta_key",     "path",        "prop_key",      "var_name",     "field"};
bool is_value_column(std::string_view column) {
  return column.ends_with("value") || column == "val" || column == "v" || column == "content" ||
         column == "data";
}

constexpr std::array<std::string_view, 8> kSettingTables = {
    "setting", "config", "param", "option", "propert", "variable", "preference", "secret"};
constexpr std::array<std::string_view, 8> kLabelTables = {
    "translation", "i18n", "l10n", "locale", "label", "message", "permission", "string"};

std::string subject_of(const Row& row, const Cell& cell, std::string_view name) {
  std::string subject = "column ";
  if (!row.table.empty()) subject.append(row.table).append(".");
  subject.append(name);
  // A name that spells the value would tell it.
  const auto lower = lowered(cell.value.substr(0, 256));
  return contains_folded(subject, lower) ? "a credential column" : subject;
}

void add(const Row& row, const Cell& cell, std::string_view rule, std::string_view name,
         Detections& found) {
  Detection detection;
  detection.rule = rule;
  detection.span = cell.span;
  detection.rank = rank::kCell;
  detection.subject = name.empty() ? "a column" : subject_of(row, cell, name);
  detection.value = cell.value;
  found.push_back(std::move(detection));
}

/// A hash that tells its scheme, in whatever column.
bool find_described_hash(const Row& row, const Cell& cell, Detections& found) {
  const auto& value = cell.value;
  if (value.size() < 20 || value.size() > 1000) return false;
  static constexpr std::string_view kFirst = "$*{0STHsmpAb";
  if (kFirst.find(value.front()) == std::string_view::npos) return false;
  const bool is_hash = is_database_hash(value) || hash_length(value) == value.size();
  if (!is_hash || entropy_of(value) < 2.5) return false;
  add(row, cell, "secret-password-hash", cell.column, found);
  return true;
}

constexpr unsigned kKnown = 0x80;
constexpr unsigned kNamesSetting = 0x40;
constexpr unsigned kHoldsSetting = 0x20;
constexpr unsigned kKind = 0x0F;

/// What the name of its column says, worked out once for all rows that share it.
unsigned notes_of(const Cell& cell) {
  auto& notes = cell.notes.credential;
  if (notes == 0) {
    auto bits = kKnown | static_cast<unsigned>(credential_kind(cell.column));
    if (is_one_of(cell.column, kNameColumns)) bits |= kNamesSetting;
    if (is_value_column(cell.column)) bits |= kHoldsSetting;
    notes = static_cast<std::uint8_t>(bits);
  }
  return notes;
}

void find_in_cell(const Row& row, const Cell& cell, Detections& found) {
  if (cell.value.empty() || find_described_hash(row, cell, found) || cell.column.empty()) return;
  const auto kind = static_cast<CredentialKind>(notes_of(cell) & kKind);
  if (kind == CredentialKind::none) return;
  const bool is_digest = is_hex_digest(cell.value) && entropy_of(cell.value) > 2.0;
  if ((kind == CredentialKind::hash || kind == CredentialKind::password) && is_digest)
    return add(row, cell, "secret-password-hash", cell.column, found);
  if (is_credential(kind, cell.value, cell.is_text))
    add(row, cell, "secret-column-value", cell.column, found);
}

/// The value of a setting that another cell of the row names.
void find_named_value(const Row& row, const Cell& name, const Cell& value, Detections& found) {
  if (!name.is_text || name.value.size() < 3 || name.value.size() > 128) return;
  if (contains_any(row.table, kLabelTables)) return;
  const auto snake = snake_name(name.value);
  const auto kind = credential_kind(snake);
  if (is_credential(kind, value.value, value.is_text))
    add(row, value, "secret-column-value", snake, found);
}

void find_in_settings(const Row& row, Detections& found) {
  const auto value = std::find_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
    return (notes_of(cell) & kHoldsSetting) != 0;
  });
  if (value == row.cells.end()) return;
  const auto name = std::find_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
    return (notes_of(cell) & kNamesSetting) != 0;
  });
  if (name != row.cells.end()) find_named_value(row, *name, *value, found);
}

}  // namespace

void find_credentials_in_row(const Row& row, Detections& found) {
  bool has_columns = false;
  for (const auto& cell : row.cells) {
    find_in_cell(row, cell, found);
    has_columns = has_columns || !cell.column.empty();
  }
  if (row.cells.size() < 2) return;
  if (has_columns) {
    find_in_settings(row, found);
  } else if (contains_any(row.table, kSettingTables)) {
    for (std::size_t i = 0; i + 1 < row.cells.size(); ++i)
      find_named_value(row, row.cells[i], row.cells[i + 1], found);
  }
}

}  // namespace mig::secrets

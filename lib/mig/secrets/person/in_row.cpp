#include <algorithm>
#include <array>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/column.hpp"
#include "mig/secrets/person/find_persons.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/national_id.hpp"
#include "mig/secrets/person/prose.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

// Names only; a header that is data itself is not repeated.
std::string subject_of(const Row& row, const Cell& cell) {
  if (cell.column.empty())
    return row.table.empty() ? "a row" : "a row of " + std::string(row.table);
  std::string subject = "column ";
  if (!row.table.empty()) subject.append(row.table).append(".");
  subject.append(cell.column);
  constexpr std::size_t kLongest = 120;
  const bool is_unsafe =
      subject.size() > kLongest || contains_folded(subject, lowered(cell.value)) ||
      count_digits(cell.column) > 6 || cell.column.find('@') != std::string_view::npos;
  return is_unsafe ? "a column" : subject;
}

void add(const Row& row, const Cell& cell, std::string_view rule, Detections& found,
         Confidence confidence = Confidence::high) {
  Detection detection;
  detection.rule = rule;
  detection.span = cell.span;
  detection.confidence = confidence;
  detection.rank = rank::kCell;
  detection.subject = subject_of(row, cell);
  detection.value = cell.value;
  found.push_back(std::move(detection));
}

bool add_named(const Row& row, const Cell& cell, const NationalId* id, Detections& found) {
  if (id == nullptr) return false;
  add(row, cell, "pii-national-id", found);
  found.back().subject.append(" (").append(id->title).append(")");
  return true;
}

bool is_document_number(std::string_view value) {
  const std::string compact = compacted(value);
  return compact.size() >= 6 && compact.size() <= 20 && count_digits(compact) >= 4 &&
         value.size() <= compact.size() + 5 && !is_sequence(digits_of(compact));
}

bool is_ssn_value(std::string_view value) {
  const std::string digits = digits_of(value);
  const bool is_plain = value.size() == 9 && digits.size() == 9;
  return (is_plain || is_ssn_grouping(value)) && (is_ssn(digits) || is_itin(digits));
}

/// A kind of value: its form is tried first, the name of the column only where the form fits.
struct CellForm {
  PersonColumn kind;
  std::string_view rule;
  bool (*fits)(std::string_view value);
};

bool is_card_value(std::string_view value) {
  const std::string digits = digits_of(value);
  return value.size() <= digits.size() + 4 && is_card(digits);
}
bool is_iban_value(std::string_view value) {
  return is_iban(compacted(value));
}

constexpr std::array kNumberForms = {
    CellForm{PersonColumn::ssn, "pii-ssn", is_ssn_value},
    CellForm{PersonColumn::card, "pii-card", is_card_value},
    CellForm{PersonColumn::iban, "pii-iban", is_iban_value},
    CellForm{PersonColumn::birth_date, "pii-birth-date", is_date},
    CellForm{PersonColumn::phone, "pii-phone", is_phone},
    CellForm{PersonColumn::ip_address, "pii-ip-address", is_public_ip},
    CellForm{PersonColumn::national_id, "pii-ssn", is_ssn_value},
    CellForm{PersonColumn::document, "pii-national-id", is_document_number},
};

// Values whose column says what they are. Answers whether the cell is done with.
bool look_by_column(const Row& row, const Cell& cell, const PersonColumns& columns,
                    Detections& found) {
  constexpr std::size_t kLongest = 60;
  if (cell.column.empty() || cell.value.size() > kLongest) return false;
  for (const CellForm& form : kNumberForms) {
    if (!columns.is_for(form.kind) || !form.fits(cell.value)) continue;
    add(row, cell, form.rule, found);
    return true;
  }
  if (add_named(row, cell, national_id_of(cell.column, cell.value), found)) return true;
  if (!columns.is_for(PersonColumn::national_id) && !columns.is_for(PersonColumn::ssn))
    return false;
  const NationalId* id = any_national_id(cell.value);
  constexpr std::size_t kOfSsn = 9;  // digits; what failed as one is not taken for another
  const bool is_some =
      id != nullptr && (columns.is_for(PersonColumn::national_id) || id->least > kOfSsn);
  return is_some && add_named(row, cell, id, found);
}

// A measure, an amount, a small count: digits and at most one point. Nothing of a person is written
// like it.
bool is_measure(std::string_view value) {
  constexpr std::size_t kFewest = 6;
  std::size_t at = value[0] == '-' ? 1 : 0;
  std::size_t points = 0;
  for (; at < value.size(); ++at) {
    if (value[at] == '.')
      ++points;
    else if (!is_digit(value[at]))
      return false;
  }
  return points == 1 || (points == 0 && value.size() < kFewest);
}

// Offsets in a decoded value are those in the file unless something was decoded.
void relocate(const Row& row, const Cell& cell, std::size_t first, Detections& found) {
  const bool is_plain = cell.span.end - cell.span.begin == cell.value.size();
  for (std::size_t i = first; i < found.size(); ++i) {
    Detection& detection = found[i];
    if (is_plain) {
      detection.span.begin += cell.span.begin;
      detection.span.end += cell.span.begin;
    } else {
      detection.span = cell.span;
    }
    detection.rank = rank::kCell;
    detection.subject.append(" in ").append(subject_of(row, cell));
  }
}

void look_at(const Row& row, const Cell& cell, Detections& found) {
  constexpr std::size_t kFewDigits = 4;
  constexpr std::size_t kManyDigits = 7;
  const std::string_view value = cell.value;
  // Most cells of most rows end here.
  if (value.size() < 2 || is_measure(value)) return;
  const bool has_at = value.find('@') != std::string_view::npos;
  const std::size_t digits = has_at ? kManyDigits : count_digits(value);
  if (digits < kFewDigits) {
    const bool is_name = digits == 0 && cell.is_text && is_person_name(value) &&
                         person_columns(cell.column).is_for(PersonColumn::person_name) &&
                         is_literal_secret(value);
    if (is_name) add(row, cell, "pii-person-name", found);
    return;
  }
  const PersonColumns columns = person_columns(cell.column);
  if (!has_at && look_by_column(row, cell, columns, found)) return;
  if (digits < kManyDigits) return;
  const std::size_t before = found.size();
  const bool is_nobodys = !cell.is_text || columns.is_for(PersonColumn::identifier);
  if (has_at && is_nobodys)
    find_emails(value, found);
  else if (!is_nobodys)
    find_in_prose(value, false, found);
  if (found.size() != before) relocate(row, cell, before, found);
}

// A name without a telling column is a person's where the row tells of a person otherwise.
void look_at_names(const Row& row, Detections& found) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"name", "display_name", "displayname", "real_name"});
  for (const Cell& cell : row.cells) {
    if (!is_one_of(cell.column, kColumns)) continue;
    if (cell.value.find(' ') == std::string::npos || !is_person_name(cell.value)) continue;
    add(row, cell, "pii-person-name", found, Confidence::medium);
  }
}

}  // namespace

void find_persons_in_row(const Row& row, Detections& found) {
  const std::size_t before = found.size();
  for (const Cell& cell : row.cells) look_at(row, cell, found);
  const bool tells_of_person = std::any_of(
      found.begin() + static_cast<std::ptrdiff_t>(before), found.end(), [](const Detection& one) {
        return one.rule == "pii-email" || one.rule == "pii-birth-date" || one.rule == "pii-ssn" ||
               one.rule == "pii-national-id";
      });
  if (tells_of_person) look_at_names(row, found);
}

void find_persons_in_text(const Text& text, Detections& found) {
  find_in_prose(text.bytes, true, found);
}

}  // namespace mig::secrets

#include <utility>

#include "mig/secrets/rows/statement_rows.hpp"

namespace mig::secrets {

Cell& RowBuilder::add() {
  if (count_ == row_.cells.size()) {
    if (spare_.empty()) {
      row_.cells.emplace_back();
    } else {
      row_.cells.push_back(std::move(spare_.back()));
      row_.cells.back().notes = {};
      spare_.pop_back();
    }
  }
  return row_.cells[count_++];
}

void RowBuilder::add(Expression& expression) {
  auto& cell = add();
  cell.value.swap(expression.value);
  cell.span = expression.span;
  cell.is_text = expression.is_text;
}

void RowBuilder::visit() {
  if (count_ == 0) return;
  while (row_.cells.size() > count_) {
    spare_.push_back(std::move(row_.cells.back()));
    row_.cells.pop_back();
  }
  row_.table = table;
  if (known_.size() < count_) known_.resize(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    auto& cell = row_.cells[i];
    cell.column = i < columns.size() ? std::string_view(columns[i]) : std::string_view();
    // Most rows have the columns of the row before.
    if (cell.column == known_[i] && has_notes_) continue;
    cell.notes = {};
    known_[i] = cell.column;
  }
  has_notes_ = true;
  visit_(row_);
}

}  // namespace mig::secrets

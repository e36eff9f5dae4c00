#include "mig/contract/touched.hpp"

#include <fmt/format.h>

#include <set>

#include "mig/document/csv.hpp"

namespace mig::contract {
namespace {

using document::CsvRow;
using document::Fault;
using document::ReadFault;

std::string joined(const CsvRow& row) {
  std::string text;
  for (const auto& cell : row.cells) text += cell.text + ',';
  text.pop_back();
  return text;
}

std::optional<ReadFault> fault_of(const ReportedChange& change, const CsvRow& row) {
  if (change.change != "added" && change.change != "removed" && change.change != "changed") {
    return ReadFault{Fault::syntax, row.cells[2].span,
                     fmt::format("\"{}\" is none of added, removed, changed", change.change)};
  }
  const bool is_named = !change.kind.empty() && change.object.starts_with(change.kind + ' ') &&
                        change.object.size() > change.kind.size() + 1;
  if (!is_named) {
    return ReadFault{
        Fault::syntax, row.cells[1].span,
        fmt::format("\"{}\" is no object of the kind \"{}\": write it as kind and name",
                    change.object, change.kind)};
  }
  return std::nullopt;
}

}  // namespace

document::ReadResult<std::vector<ReportedChange>> read_touched(std::string_view bytes) {
  const auto rows = document::read_csv(bytes);
  if (!rows) return tl::unexpected(rows.error());
  if (joined(rows->front()) != kTouchedHeader) {
    return tl::unexpected(ReadFault{Fault::syntax, rows->front().span,
                                    fmt::format("the header has to be {}", kTouchedHeader)});
  }
  std::vector<ReportedChange> changes;
  std::set<std::string> seen;
  for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
    ReportedChange change{row->cells[0].text, row->cells[1].text, row->cells[2].text,
                          row->cells[3].text, row->cells[1].span};
    if (auto fault = fault_of(change, *row)) return tl::unexpected(std::move(*fault));
    if (!seen.insert(change.object).second) {
      return tl::unexpected(ReadFault{Fault::duplicate_key, row->cells[1].span,
                                      fmt::format("{} is listed twice", change.object)});
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace mig::contract

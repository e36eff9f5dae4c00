#pragma once

#include <string_view>
#include <vector>

#include "mig/contract/diff_summary.hpp"
#include "mig/document/reader.hpp"

namespace mig::contract {

/// The header of touched.csv.
inline constexpr std::string_view kTouchedHeader = "kind,object,change,table";

/// diffs/touched.csv: the changes of a diff summary as a table, for people and spreadsheets.
document::ReadResult<std::vector<ReportedChange>> read_touched(std::string_view bytes);

}  // namespace mig::contract

#pragma once

#include <string>
#include <vector>

namespace mig::test {

/// One row of the tables of docs/threat-model.md.
struct ThreatRow {
  /// "A-01"; "B-01" for an attempt that is answered before anything is judged, "C-01" for a limit,
  /// "D-01" for a change against its own judge.
  std::string id;
  std::string what;  ///< what is done
  std::string rule;  ///< whose finding is due; empty for other rows than attacks
  int exit_code = 0;
  std::string rightly;    ///< how the same is done rightly; of a change against its judge only
  std::string file;       ///< "attack_files_test"
  std::string test_case;  ///< "ScriptChangedAfterTheRun"
};

/// In the order of the page. Throws at a row that cannot be read.
std::vector<ThreatRow> read_threat_model();

/// The row that the running test is named by. Throws where there is none.
const ThreatRow& row_of_this_test();

}  // namespace mig::test

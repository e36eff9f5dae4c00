#pragma once

#include <string>
#include <vector>

#include "support/doc_page.hpp"
#include "support/process.hpp"

namespace mig::test {

/// What a command did.
struct DocResult {
  std::vector<std::string> output;  ///< both streams, as on a terminal
  int exit_code = -1;
};

/// Somebody who works through a page: an empty folder, a home without settings, the built programs
/// before those of the system on PATH, and no other variable. Commands share a shell up to the next
/// file that has to be written by hand; the current folder stays.
class DocReader {
 public:
  DocReader();
  /// A result for each command of the page. What could not be done is added to the faults.
  std::vector<DocResult> work_through(const DocPage& page, std::vector<std::string>& faults) const;

 private:
  std::vector<DocResult> type(const std::vector<std::string>& commands) const;
  void write(const DocStep& step, std::vector<std::string>& faults) const;
  std::string here() const;

  TemporaryFolder desk_;   ///< where the commands are typed
  TemporaryFolder aside_;  ///< home, the script, and the current folder between two shells
};

/// What is wrong with a page, told with its lines; empty when it holds.
std::vector<std::string> faults_of(const DocPage& page, const std::vector<DocResult>& results);

/// The page with the output that came out in place of what does not hold.
std::string corrected(const std::string& text, const DocPage& page,
                      const std::vector<DocResult>& results);

}  // namespace mig::test

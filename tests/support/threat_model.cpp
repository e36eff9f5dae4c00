#include "support/threat_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <stdexcept>

#include "support/process.hpp"

namespace mig::test {

std::vector<ThreatRow> read_threat_model() {
  const auto page =
      read_file((std::filesystem::path(MIG_SOURCE_DIR) / "docs/threat-model.md").string());
  const std::regex row(
      "\\| ([ABCD]-[0-9]{2,3}) \\| ([^|]+) \\|(?: `([a-z0-9-]+)` \\|)? ([0-4]) "
      "\\|(?: ([^|]+) \\|)? `([a-z_]+)` `([A-Za-z]+)` \\|");
  const std::regex first_cell("^\\| [ABCD]-");
  std::vector<ThreatRow> rows;
  for (std::size_t at = 0; at < page.size();) {
    const auto end = std::min(page.find('\n', at), page.size());
    const auto line = page.substr(at, end - at);
    at = end + 1;
    if (!std::regex_search(line, first_cell)) continue;
    std::smatch cells;
    // An attack names its rule, and one on the judge how it is done rightly; other rows do not.
    const bool is_change = line.starts_with("| D-");
    if (!std::regex_match(line, cells, row) || cells[5].matched != is_change ||
        cells[3].matched != (is_change || line.starts_with("| A-")))
      throw std::runtime_error("docs/threat-model.md has a row of another form: " + line);
    rows.push_back(
        {cells[1], cells[2], cells[3], std::stoi(cells[4]), cells[5], cells[6], cells[7]});
  }
  return rows;
}

const ThreatRow& row_of_this_test() {
  static const auto rows = read_threat_model();
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const std::string name = test->name();
  const auto file = std::filesystem::path(test->file()).stem().string();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) {
    return each.test_case == name && each.file == file;
  });
  if (row == rows.end())
    throw std::runtime_error("no row of docs/threat-model.md names " + file + " " + name);
  return *row;
}

}  // namespace mig::test

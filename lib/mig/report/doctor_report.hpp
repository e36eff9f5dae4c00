#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mig::report {

/// How a thing stands that a run needs: a note costs something and stops nothing.
enum class Standing { ok, note, problem };

/// One thing that a run needs, looked at.
struct Check {
  std::string topic;  ///< "git-depth"; the name that programs go by
  Standing standing = Standing::ok;
  std::string text;
  std::string fix;  ///< empty where nothing is to be done
  /// The same for programs: name and value.
  std::vector<std::pair<std::string, std::string>> facts;
  int exit_code = 0;  ///< that a gate would end in because of it
};

/// What surrounds a run. Never a verdict about migrations.
struct DoctorReport {
  std::string tool;
  std::string version;
  std::vector<Check> checks;

  /// 3 wins over 2 over 0, as in a report about bundles.
  int exit_code() const;
};

std::string_view name_of(Standing standing);

/// One screen for a person.
std::string doctor_text(const DoctorReport& report, bool color);
/// doctor.v1.
std::string doctor_json(const DoctorReport& report);

}  // namespace mig::report

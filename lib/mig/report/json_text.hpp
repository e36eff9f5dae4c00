#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mig::report {

/// Keys keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// Two blanks per level. Never throws: what is no UTF-8 is replaced.
inline std::string json_text(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mig::report

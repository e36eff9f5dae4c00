#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// Literals at which a statement of SQL or Cypher may carry a credential: "password", "identified",
/// "connection", "createuser", ... Lower case, matched whatever the case.
std::span<const std::string_view> sql_literals();

/// Looks at one hit of one of them.
void find_sql_secret(const Text& text, Hit hit, Detections& found);

/// Credentials in the cells of one row: by the name of the column, and hashes by their form.
void find_credentials_in_row(const Row& row, Detections& found);

}  // namespace mig::secrets

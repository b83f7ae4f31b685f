-- Asks with each message of the file in MESSAGES (one URL-encoded form a line), over and over.
local forms = {}
for line in io.lines(os.getenv("MESSAGES")) do forms[#forms + 1] = line end
local next = 0

request = function()
  next = next % #forms + 1
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", nil, headers, forms[next])
end

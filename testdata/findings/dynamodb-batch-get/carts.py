"""boto3: 90 carts of DynamoDB by one batch_get_item(), and one scan."""
import boto3
from moto import mock_aws

KEPT = {}


def set_up():
    KEPT["mock"] = mock_aws()
    KEPT["mock"].start()
    KEPT["db"] = boto3.resource("dynamodb", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
    KEPT["table"] = KEPT["db"].create_table(
        TableName="carts", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    with KEPT["table"].batch_writer() as batch:
        for number in range(200):
            batch.put_item(Item={"id": "c%d" % number, "items": number})


def main():
    keys = [{"id": "c%d" % number} for number in range(90)]
    some = KEPT["db"].batch_get_item(RequestItems={"carts": {"Keys": keys}})["Responses"]["carts"]
    return sum(item["items"] for item in some), KEPT["table"].scan()["Count"]

"""boto3: get_item() of DynamoDB for each of 90 carts."""
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


def cart(number):
    return KEPT["table"].get_item(Key={"id": "c%d" % number})["Item"]["items"]


def total(numbers):
    return sum(cart(number) for number in numbers)


def main():
    return total(range(90))
